// npm run chat — a chat in the terminal, with the learner's own client where it passes.
import { once } from "node:events";
import { clearLine, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { type ServiceError, status } from "@grpc/grpc-js";
import { colour } from "../terminal/style.ts";
import "../../steps/kit/loopback.ts";
import type { ChatClient, ChatNote } from "../../solutions/04-client/client.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { printable, printableLines } from "../terminal/printable.ts";
import { loadRunnable } from "../judging/runnable.ts";
import { Stop } from "../ground/stop.ts";
import { CHAT_PORT, isLoopback, LOOPBACK, placeOf, readAddress } from "../ground/address.ts";
import { messages } from "../messages/index.ts";

const text = messages.chat;

interface ClientModule {
  createChatClient(address: string): ChatClient;
  explain(error: unknown, address: string): string;
}

await run(async () => {
  const { values } = readArguments("chat", {
    flags: {
      name: { type: "string" },
      address: { type: "string", value: "HOST:PORT", default: `${LOOPBACK}:${CHAT_PORT}` },
      inspect: { type: "boolean", default: false },
    },
    example: "--name alice",
  });
  const { name } = values;
  const address = readAddress(values.address);
  if (!name) throw new Stop(text.nameMissing);

  const { createChatClient, explain } = await loadRunnable<ClientModule>("chat");
  // Only then: it brings a bundler, for its page.
  const { startInspection } = values.inspect ? await import("../inspect/start.ts") : {};
  const inspection = await startInspection?.({ to: placeOf(address) });
  const client = createChatClient(inspection?.address ?? address);
  const leaving = new AbortController();
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const unsent = new Set<Promise<void>>();

  if (inspection) console.log(messages.inspect.page(inspection.url));
  console.log(printable(text.joined(name, address)));
  terminal.on("line", (message) => {
    if (process.stdout.isTTY) eraseTypedLine();
    if (!message.trim()) return terminal.prompt();
    const sending = client
      .sendNote({ name, message })
      .catch((error) => {
        const words = printableLines(explain(error, address));
        show(terminal, colour.red([words, ...aside(error, address)].join(" ")));
      })
      .finally(() => unsent.delete(sending));
    unsent.add(sending);
  });
  terminal.on("close", async () => {
    await Promise.all(unsent);
    leaving.abort();
  });

  let ending = text.serverEnded;
  try {
    for await (const note of client.subscribe({ signal: leaving.signal })) {
      show(terminal, asLine(note));
    }
    if (leaving.signal.aborted) ending = text.left;
  } catch (error) {
    throw new Stop([explain(error, address), ...aside(error, address)].join("\n"), 1);
  } finally {
    await letFinish(terminal);
    terminal.close();
    client.close();
    // What cancels the stream is written in the loop's next turn, which the end of the process would cut.
    await setImmediate();
    inspection?.close();
  }
  console.log(ending);
  return 0;
});

/** What the command knows of an error, and a client's `explain` need not. */
function aside(error: unknown, address: string): string[] {
  const { code } = error as Partial<ServiceError>;
  if (code === status.DEADLINE_EXCEEDED) return [text.mayHaveArrived];
  const { host, port } = placeOf(address);
  const isElsewhere = isLoopback(host) && port !== CHAT_PORT;
  return code === status.UNAVAILABLE && isElsewhere ? [text.serverThere(port)] : [];
}

function asLine({ name, message }: ChatNote): string {
  return `${colour.bold(printable(name))}: ${printable(message)}`;
}

/** Prints a line above what is being typed. */
function show(terminal: Interface, line: string): void {
  if (!process.stdout.isTTY) return console.log(line);
  clearLine(process.stdout, 0);
  cursorTo(process.stdout, 0);
  console.log(line);
  terminal.prompt(true);
}

/**
 * Lets whoever is typing when the chat ends come to the end of the line: the shell would take the other
 * half for a command, and the first half would be lost.
 */
async function letFinish(terminal: Interface): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || !terminal.line) return;
  terminal.removeAllListeners("line");
  show(terminal, text.finishLine);
  const [line = terminal.line] = await Promise.race([
    once(terminal, "line"),
    once(terminal, "close"),
  ]);
  console.log(text.notSent(printable(String(line))));
}

/** The note comes back on the stream, so what was typed need not stand there too. */
function eraseTypedLine(): void {
  moveCursor(process.stdout, 0, -1);
  clearLine(process.stdout, 0);
}
