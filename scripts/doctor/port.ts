import { once } from "node:events";
import { createServer } from "node:net";
import { CHAT_PORT, LOOPBACK } from "../ground/address.ts";
import { messages } from "../messages/index.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor.port;

/** Whether the chat server's own port is free. */
export async function checkPort(): Promise<Finding> {
  if (await isFree(CHAT_PORT)) return ok(text.free(CHAT_PORT));
  let other = CHAT_PORT + 1;
  while (!(await isFree(other))) other += 1;
  const commands = [
    `npm run server -- --port ${other}`,
    `npm run chat -- --name alice --address ${LOOPBACK}:${other}`,
  ];
  return note(text.taken(CHAT_PORT), commands.join("\n"));
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, LOOPBACK);
  try {
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
