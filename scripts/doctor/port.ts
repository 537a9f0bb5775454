import { once } from "node:events";
import { createServer } from "node:net";
import { messages } from "../messages/index.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor.port;
/** Where `npm run server` listens unless it is told otherwise. */
const PORT = 50_051;

/** Whether the chat server's own port is free. */
export async function checkPort(): Promise<Finding> {
  if (await isFree(PORT)) return ok(text.free(PORT));
  let other = PORT + 1;
  while (!(await isFree(other))) other += 1;
  const commands = [
    `npm run server -- --port ${other}`,
    `npm run chat -- --name alice --address 127.0.0.1:${other}`,
  ];
  return note(text.taken(PORT), commands.join("\n"));
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
