// The contract is all that two programs share: chats between TypeScript and Python, whichever of them
// is the server. Left out where Python has no gRPC (Debian: python3-grpcio, python3-grpc-tools).
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type ServiceError, status } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { loadReference, referenceTree } from "../judging/runnable.ts";

type Serve = typeof import("../../solutions/03-server/server.ts").serve;
type CreateChatClient = typeof import("../../solutions/04-client/client.ts").createChatClient;
type Note = import("../../solutions/04-client/client.ts").ChatNote;

const PROGRAMS = fileURLToPath(new URL("fixtures/python", import.meta.url));
// Python writes what it prints as UTF-8, whatever the locale.
const env = { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONUTF8: "1" };
const python = findPython();
if (!python) console.warn("Python's gRPC is not there: its chats with ours are left out.");

/** The first Python that has gRPC: the system's may have it where another one stands before it. */
function findPython(): string | undefined {
  return ["python3", "/usr/bin/python3"].find((command) => {
    try {
      execFileSync(command, ["-c", "import grpc, grpc_tools.protoc"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

describe.skipIf(!python)("Python and TypeScript chat", () => {
  let folder: string;
  /** What Python makes of the contract: as it is, and in the package that the talk's server has. */
  let made: { chat: string; grpc: string };
  let serve: Serve;
  let createChatClient: CreateChatClient;
  let cleanUp: (() => unknown)[] = [];

  beforeAll(async () => {
    const tree = await referenceTree();
    ({ serve } = await loadReference<{ serve: Serve }>("server", tree));
    ({ createChatClient } = await loadReference<{ createChatClient: CreateChatClient }>(
      "chat",
      tree,
    ));
    folder = mkdtempSync(join(tmpdir(), "python チャット "));
    made = { chat: join(folder, "chat"), grpc: join(folder, "grpc") };
    const contract = readFileSync(join(tree, "proto/chat.proto"), "utf8");
    for (const [name, path] of Object.entries(made)) {
      mkdirSync(path);
      writeFileSync(
        join(path, "chat.proto"),
        contract.replace("package chat;", `package ${name};`),
      );
      const out = ["-I.", "--python_out=.", "--grpc_python_out=.", "chat.proto"];
      execFileSync(python!, ["-m", "grpc_tools.protoc", ...out], { cwd: path });
    }
  });
  afterEach(async () => {
    for (const each of cleanUp.toReversed()) await each();
    cleanUp = [];
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(program: string, ...args: string[]): ChildProcess {
    const child = spawn(python!, [join(PROGRAMS, program), ...args], {
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    cleanUp.push(() => (child.kill(), ended));
    return child;
  }

  /** Each starts a server, and answers its address. */
  const servers = {
    async TypeScript() {
      const server = await serve("127.0.0.1:0");
      cleanUp.push(() => server.close());
      return `127.0.0.1:${server.port}`;
    },
    async Python(code = made.chat) {
      const server = run("server.py", code);
      for await (const port of lines(server)) return `127.0.0.1:${port}`;
      throw new Error("The server in Python ended before it listened.");
    },
  };

  /** Each makes a client, whose `send` answers the status of the call. */
  const clients = {
    TypeScript(address: string) {
      const client = createChatClient(address);
      cleanUp.push(() => client.close());
      return {
        send: (note: Note): Promise<string> =>
          client.sendNote(note, { deadlineMs: 60_000 }).then(
            () => "OK",
            (error: ServiceError) => status[error.code] ?? String(error),
          ),
        listen: (): AsyncIterable<Note> => client.subscribe(),
      };
    },
    Python(address: string, code = made.chat) {
      return {
        async send({ name, message }: Note): Promise<string> {
          const args = [join(PROGRAMS, "client.py"), code, address, "send", name, message];
          return (await promisify(execFile)(python!, args, { env })).stdout.trim();
        },
        async *listen(): AsyncIterable<Note> {
          for await (const line of lines(run("client.py", code, address, "listen"))) {
            if (!line.startsWith("{")) throw new Error(`The stream ended: ${line}`);
            yield JSON.parse(line);
          }
        },
      };
    },
  };

  const LANGUAGES = ["TypeScript", "Python"] as const;
  const PAIRS = LANGUAGES.flatMap((server) => LANGUAGES.map((client) => [client, server] as const));

  test.each(PAIRS)("%s with a server in %s", async (client, server) => {
    const { send, listen } = clients[client](await servers[server]());
    const [early, late] = [
      { name: "alice", message: "こんにちは 😀" },
      { name: "ボブ", message: "m".repeat(4096) },
    ];
    expect(await send(early)).toBe("OK");
    const heard: Note[] = [];
    for await (const note of listen()) {
      heard.push(note);
      // Who listens has had what came before; now comes what is new.
      if (heard.length === 1) expect(await send(late)).toBe("OK");
      else break;
    }
    expect(heard).toEqual([early, late]);
  });

  test("in the package `grpc` the methods have other names, and neither side finds the other's", async () => {
    const note = { name: "alice", message: "hi" };
    const theirs = await servers.Python(made.grpc);
    expect(await clients.TypeScript(theirs).send(note)).toBe("UNIMPLEMENTED");
    expect(await clients.Python(theirs, made.grpc).send(note)).toBe("OK");
    const ours = await servers.TypeScript();
    expect(await clients.Python(ours, made.grpc).send(note)).toBe("UNIMPLEMENTED");
  });
});

function lines(child: ChildProcess) {
  return createInterface({ input: child.stdout! });
}
