import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { ROOT } from "../../scripts/ground/paths.ts";
import { DIST } from "../lib/paths.ts";

/** A note as a plain object. */
export interface PlainNote {
  name: string;
  message: string;
}

/** The contract that everything here measures. */
export const CONTRACT = join(ROOT, "solutions", "01-proto", "chat.proto");

/** A folder to write to, inside the repository so that packages are found; not in git. */
const SCRATCH = join(DIST, "measure");

/** The chat's client class, made from the contract at run time. */
export function loadChat(): ServiceClientConstructor {
  const { chat } = loadPackageDefinition(loadSync(CONTRACT)) as unknown as {
    chat: { ChatServer: ServiceClientConstructor };
  };
  return chat.ChatServer;
}

/** A note's bytes, by the serializer that grpc-js calls. */
export function noteBytes(note: PlainNote): Buffer {
  return loadChat().service.SendNote!.requestSerialize(note);
}

/** An empty folder for a measurement, with the contract in `proto/`. */
export function scratchFolder(name: string): string {
  const folder = join(SCRATCH, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "proto"), { recursive: true });
  copyFileSync(CONTRACT, join(folder, "proto", "chat.proto"));
  return folder;
}

/**
 * Generates code from the contract, as `npm run codegen` does.
 *
 * @param folder from {@link scratchFolder}
 * @returns the folder with the generated code
 */
export function generate(folder: string): string {
  const out = join(folder, "gen");
  const flags = ["--proto", join(folder, "proto"), "--out", out];
  const run = spawnSync(process.execPath, ["--import", "tsx", "scripts/codegen.ts", ...flags], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr || run.stdout);
  return out;
}
