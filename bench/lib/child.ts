import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a child answers: the result of a command, or why there is none. */
type Answer = { id: number; result: unknown } | { id: number; error: string };

/** A process of its own that does what it is told, one command at a time. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve(result: never): void; reject(error: Error): void }
  >();
  #commands = 0;

  /**
   * @param file the child's program, which calls {@link serveParent}
   * @param args its arguments
   * @param flags more flags for node
   */
  constructor(file: URL, args: string[] = [], flags: string[] = []) {
    const path = fileURLToPath(file);
    this.#process = fork(path, args, { execArgv: ["--import", "tsx", ...flags] });
    this.#process.on("message", (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ("error" in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.result as never);
    });
    this.#process.on("exit", (code, signal) => {
      const end = new Error(`${[path, ...args].join(" ")} ended (${signal ?? code})`);
      for (const { reject } of this.#waiting.values()) reject(end);
      this.#waiting.clear();
    });
  }

  /** Has the child run a command, and waits for the result. */
  ask<Result>(command: string, ...args: unknown[]): Promise<Result> {
    const id = (this.#commands += 1);
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.send({ id, command, args }, (error) => error && reject(error));
    });
  }

  /** Ends the child. */
  stop(): void {
    this.#process.kill();
  }
}

/** The commands that a child knows, by their names. */
export type Commands = Record<string, (...args: never[]) => unknown>;

/** Answers the parent's commands until the parent is gone. */
export function serveParent(commands: Commands): void {
  process.on("disconnect", () => process.exit());
  // Ctrl-C reaches the whole group of processes; the parent is the one to say what happens then.
  process.on("SIGINT", () => {});
  const answer = (message: Answer) =>
    // Who waits no longer, because it has ended, is no error.
    process.send!(message, (error: Error | null) => error && process.exit());
  process.on(
    "message",
    async ({ id, command, args }: { id: number; command: string; args: never[] }) => {
      try {
        answer({ id, result: await commands[command]!(...args) });
      } catch (error) {
        answer({ id, error: (error as Error).message });
      }
    },
  );
}
