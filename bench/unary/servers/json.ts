// The same as JSON on node:http. It refuses what the solution of step 3 refuses, in the same words.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PlainNote } from "../../codec/notes.ts";
import type { Listen } from "../server.ts";

const LIMITS = { name: 64, message: 4096 };

export const listen: Listen = async () => {
  const notes: PlainNote[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const note = JSON.parse(Buffer.concat(chunks).toString()) as PlainNote;
      const error = problemOf(note);
      if (error) return answer(response, 400, { error });
      notes.push(note);
      answer(response, 200, {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};

function problemOf(note: PlainNote): string | undefined {
  for (const field of ["name", "message"] as const) {
    const value = note[field];
    if (typeof value !== "string") return `${field} is no text`;
    const length = Buffer.byteLength(value);
    if (length === 0) return `${field} is empty`;
    const limit = LIMITS[field];
    if (length > limit) return `${field} is ${length} bytes long, more than ${limit}`;
  }
  return undefined;
}

function answer(response: ServerResponse, status: number, body: object): void {
  const json = JSON.stringify(body);
  const length = Buffer.byteLength(json);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": length })
    .end(json);
}
