import type { ServerResponse } from "node:http";

type Write = (chunk: unknown, encoding: BufferEncoding, done?: Done) => boolean;
type Done = (error: NodeJS.ErrnoException | null | undefined) => void;

/**
 * Has Connect's adapter take a browser that has gone for one. From Node 22 on, a write that was under way
 * then ends with ECANCELED, which the adapter does not know: it would print that a handler has failed.
 */
export function knowGoneBrowser(response: ServerResponse): void {
  const write = response.write.bind(response) as Write;
  const known: Write = (chunk, encoding, done) =>
    write(chunk, encoding, (error) => {
      if (error?.code === "ECANCELED") error.code = "ECONNRESET";
      done?.(error);
    });
  response.write = known as typeof response.write;
}
