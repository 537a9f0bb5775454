import {
  toJsonString,
  type DescMessage,
  type DescMethod,
  type MessageShape,
} from "@bufbuild/protobuf";
import {
  type Client,
  Code,
  ConnectError,
  createClient,
  type Interceptor,
} from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { ChatServer } from "../../../gen/web/chat_pb.js";
import { Body, PREFIX } from "./body.ts";

/** What one call has put on the wire: the bytes of its bodies, as they were sent and received. */
export interface Call {
  method: string;
  /** The content type of the answer, which names the protocol. */
  protocol: string;
  sent: number;
  received: number;
  /** gRPC's status code, as in "3 INVALID_ARGUMENT"; nothing while the call is open. */
  status: string | undefined;
  /** The last message each way, with its prefix of five bytes. */
  messageSent: Uint8Array | undefined;
  messageReceived: Uint8Array | undefined;
  /** What the two are. */
  types: Pick<DescMethod, "input" | "output"> | undefined;
  /** The trailers, once they have come. */
  trailers: string;
  /** The bytes of the same call in JSON, from the same gateway (Connect with `useBinaryFormat: false`). */
  json: number;
}

/**
 * Makes a client for one call, which is measured.
 *
 * @param onChange is told of each change, with the call as it is then
 */
export function measuredClient(onChange: (call: Call) => void): Client<typeof ChatServer> {
  const call: Call = {
    method: "",
    protocol: "",
    sent: 0,
    received: 0,
    status: undefined,
    messageSent: undefined,
    messageReceived: undefined,
    types: undefined,
    trailers: "",
    json: 0,
  };
  const add = (change: Partial<Call>) => onChange(Object.assign(call, change));

  /** Stands in for the browser's fetch, and counts what passes. */
  const countingFetch: typeof fetch = async (url, init) => {
    const sent = init?.body as Uint8Array | undefined;
    add({ sent: sent?.byteLength ?? 0 });
    const response = await fetch(url, init);
    const protocol = response.headers.get("content-type") ?? "";
    add({ protocol });
    // Connect, which is worth a try here, has no prefix before the message of a unary call.
    const body = protocol.startsWith("application/grpc-web") ? new Body() : undefined;
    if (body) add({ messageSent: sent });
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        body?.take(chunk);
        add({ received: call.received + chunk.byteLength });
        if (body) add({ messageReceived: body.message, trailers: body.trailers });
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body?.pipeThrough(counter), response);
  };

  /** Sees the messages and the status, and what they would be in JSON, where a stream's have a prefix too. */
  const watch: Interceptor = (next) => async (request) => {
    const cost = (schema: DescMessage, message: MessageShape<DescMessage>) =>
      bytes(toJsonString(schema, message)) + (request.stream ? PREFIX : 0);
    const end = (error?: unknown) => {
      const { code, rawMessage } = ConnectError.from(error);
      const failure = error ? { code: nameOf(code), message: rawMessage } : {};
      const closing = bytes(JSON.stringify(request.stream && error ? { error: failure } : failure));
      // An answer that is not a stream ends with itself, unless it is an error.
      const extra = request.stream ? PREFIX + closing : error ? closing : 0;
      const status = error ? `${code} ${nameOf(code).toUpperCase()}` : "0 OK";
      add({ status, json: call.json + extra });
    };
    try {
      add({ method: request.method.name, types: request.method });
      if (request.stream) {
        const outgoing = request.message;
        const watched = (async function* () {
          for await (const message of outgoing) {
            add({ json: call.json + cost(request.method.input, message) });
            yield message;
          }
        })();
        const response = await next({ ...request, message: watched });
        if (!response.stream) return response;
        const incoming = response.message;
        const counted = (async function* () {
          try {
            for await (const message of incoming) {
              add({ json: call.json + cost(request.method.output, message) });
              yield message;
            }
            end();
          } catch (error) {
            end(error);
            throw error;
          }
        })();
        return { ...response, message: counted };
      }
      add({ json: call.json + cost(request.method.input, request.message) });
      const response = await next(request);
      if (!response.stream) {
        add({ json: call.json + cost(request.method.output, response.message) });
        end();
      }
      return response;
    } catch (error) {
      end(error);
      throw error;
    }
  };

  const transport = createGrpcWebTransport({
    baseUrl: location.origin,
    fetch: countingFetch,
    interceptors: [watch],
  });
  return createClient(ChatServer, transport);
}

/** A status code as Connect writes it in JSON, such as `invalid_argument`. */
function nameOf(code: Code): string {
  return Code[code].replace(/\B[A-Z]/g, "_$&").toLowerCase();
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
