import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text as bodyOf } from "node:stream/consumers";
import {
  type Client,
  type ClientReadableStream,
  credentials,
  Metadata,
  type ServiceError,
} from "@grpc/grpc-js";
import "../../steps/kit/loopback.ts";
import { LOOPBACK, withPort } from "../ground/address.ts";
import { listenFrom } from "../ground/port.ts";
import type { Page } from "../web/bundle.ts";
import { identityOf, LIMITS, refusal, refuse } from "../web/limits.ts";
import { editorUrl } from "../web/proxied.ts";
import { HEADERS, sendPage } from "../web/send-page.ts";
import { BoardClient, type Instruction, METADATA, type RoomView } from "./contract.ts";

type Stub = Client & {
  Watch(request: object, metadata: Metadata): ClientReadableStream<RoomView>;
  Instruct(
    request: Instruction,
    metadata: Metadata,
    options: { deadline: Date },
    done: (error: ServiceError | null) => void,
  ): void;
};

/** What the page is told once. */
export interface Welcome {
  code: string;
  /** What a learner types to join. */
  commands: string[];
  /** A QR code of the first of them, as SVG in a data URL. */
  qr: string;
}

/**
 * Serves the board's page, to this machine alone: a client of the board like any other, that knows the key.
 *
 * @param port the first to try; the next free one is taken
 */
export async function startBoardSite(
  page: Page,
  welcome: Welcome,
  { boardPort, key, port }: { boardPort: number; key: string; port: number },
): Promise<{ url: string; close(): void }> {
  const stub = new BoardClient(
    withPort(LOOPBACK, boardPort),
    credentials.createInsecure(),
  ) as unknown as Stub;
  const metadata = new Metadata();
  metadata.set(METADATA.key, key);
  let identity = identityOf(LOOPBACK, port);

  const server = createServer((request, response) => {
    const reason = refusal(request, identity, LIMITS);
    if (reason) return refuse(response, reason);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://board");
    if (pathname === "/instruct" && request.method === "POST")
      return void instruct(request, response).catch(() => response.destroy());
    if (pathname !== "/events") return sendPage(page, request, response);
    show(response, searchParams.has("instructor"));
  });

  /** Passes on what comes from the board; a page that is away ends the call. */
  function show(response: ServerResponse, isInstructor: boolean): void {
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
    response.write(`event: welcome\ndata: ${JSON.stringify(welcome)}\n\n`);
    const call = stub.Watch({}, metadata);
    call.on("data", (room: RoomView) => {
      // What a projector shows has no names, its source neither.
      const shown = isInstructor
        ? room
        : { ...room, tiles: [], advice: { ...room.advice, names: [] } };
      const hasRoom = response.write(`data: ${JSON.stringify(shown)}\n\n`);
      if (hasRoom) return;
      call.pause();
      response.once("drain", () => call.resume());
    });
    call.on("error", () => response.end());
    call.on("end", () => response.end());
    response.on("close", () => call.cancel());
  }

  async function instruct(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const instruction = JSON.parse(await bodyOf(request)) as Instruction;
    const options = { deadline: new Date(Date.now() + 5000) };
    stub.Instruct(instruction, metadata, options, (error) => {
      response.writeHead(error ? 400 : 204, HEADERS).end(error?.details);
    });
  }

  const bound = await listenFrom(server, port, LOOPBACK);
  const shown = editorUrl(bound);
  identity = identityOf(LOOPBACK, bound, shown);
  return {
    url: shown?.href ?? `http://${withPort(LOOPBACK, bound)}/`,
    close: () => {
      stub.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
