import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../ground/paths.ts";

export const GOLDEN = fileURLToPath(new URL("fixtures/golden", import.meta.url));

export const CHAT = `\
// The contract of the chat.
syntax = "proto3";

package chat;

// One line of the chat.
message Note {
  // Who wrote it.
  string name = 1;
  string message = 2;
}

message Empty {}

service ChatServer {
  rpc ChatStream (Empty) returns (stream Note);
  rpc SendNote (Note) returns (Empty);
}
`;

/** A folder of its own for one test file, with a name that a careless script trips over. */
export class TempFolder {
  readonly path = mkdtempSync(join(tmpdir(), "code gen チャット "));

  constructor() {
    // Generated code finds its packages above itself, as in the repository.
    symlinkSync(join(ROOT, "node_modules"), join(this.path, "node_modules"), "junction");
  }

  /** Writes a file, with the folders above it. */
  write(name: string, content: string | Buffer): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Loads a CommonJS file as Node does, past vitest. */
export const load = createRequire(import.meta.url);

/** What a command printed, and how it ended. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs node; never rejects. */
export function node(
  args: readonly string[],
  cwd = ROOT,
  extra: NodeJS.ProcessEnv = {},
): Promise<Run> {
  const env = { ...process.env, WORKSHOP_LANG: "en", NO_COLOR: "1", NODE_OPTIONS: "", ...extra };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

/** Runs `npm run codegen -- ...args` without npm. */
export function codegen(...args: string[]): Promise<Run> {
  return node(["--import", "tsx", join(ROOT, "scripts/codegen.ts"), ...args]);
}
