import { CHAT_PORT, LOOPBACK } from "../ground/address.ts";
import { freePort } from "../ground/port.ts";
import { messages } from "../messages/index.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor.port;

/** Whether the chat server's own port is free. */
export async function checkPort(): Promise<Finding> {
  const free = await freePort(CHAT_PORT);
  if (free === CHAT_PORT) return ok(text.free(CHAT_PORT));
  const commands = [
    `npm run server -- --port ${free}`,
    `npm run chat -- --name alice --address ${LOOPBACK}:${free}`,
  ];
  return note(text.taken(CHAT_PORT), commands.join("\n"));
}
