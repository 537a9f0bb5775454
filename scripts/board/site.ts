import type { IncomingMessage, ServerResponse } from "node:http";
import { text as bodyOf } from "node:stream/consumers";
import {
  type Client,
  type ClientReadableStream,
  credentials,
  Metadata,
  type ServiceError,
  status,
} from "@grpc/grpc-js";
import "../../steps/kit/loopback.ts";
import { LOOPBACK, withPort } from "../ground/address.ts";
import type { Page } from "../web/bundle.ts";
import { beginEvents, type LocalSite, startLocalSite } from "../web/local-site.ts";
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

/** What gRPC's refusals of an instruction are to the page, which has words for each. */
const REFUSALS: Record<number, number> = {
  [status.INVALID_ARGUMENT]: 400,
  [status.ALREADY_EXISTS]: 409,
};

/**
 * Serves the board's page, to this machine alone: a client of the board like any other, that knows the key.
 *
 * @param port the first to try; the next free one is taken
 */
export async function startBoardSite(
  page: Page,
  welcome: Welcome,
  { boardPort, key, port }: { boardPort: number; key: string; port: number },
): Promise<LocalSite> {
  const stub = new BoardClient(
    withPort(LOOPBACK, boardPort),
    credentials.createInsecure(),
  ) as unknown as Stub;
  const metadata = new Metadata();
  metadata.set(METADATA.key, key);

  /** Passes on what comes from the board; a page that is away ends the call. */
  function show({ url }: IncomingMessage, response: ServerResponse): void {
    const isInstructor = new URL(url ?? "", "http://board").searchParams.has("instructor");
    beginEvents(response, "welcome", welcome);
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
      const code = error ? (REFUSALS[error.code] ?? 502) : 204;
      response.writeHead(code, HEADERS).end(error?.details);
    });
  }

  const site = await startLocalSite(page, port, {
    "/events": show,
    "/instruct": (request, response) => {
      if (request.method !== "POST") return sendPage(page, request, response);
      instruct(request, response).catch(() => response.destroy());
    },
  });
  return {
    url: site.url,
    close: () => {
      stub.close();
      site.close();
    },
  };
}
