import { rmSync } from "node:fs";
import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { SCRATCH } from "../ground/paths.ts";
import type { Standing } from "./contract.ts";
import { asNickname } from "./nickname.ts";

/** The board that a learner has joined, on this machine alone. */
export interface Membership {
  /** Where the board is, as host:port. */
  address: string;
  code: string;
  nickname: string;
  /** What only this machine knows: nobody else reports in its learner's name. */
  secret: string;
}

const MEMBERSHIP = join(SCRATCH, "board.json");
const STANDING = join(SCRATCH, "board-standing.json");

/** The board that has been joined; undefined where none has. */
export function membership(): Membership | undefined {
  const found = readRecord<Membership>(MEMBERSHIP);
  if (!found || ![found.address, found.code, found.nickname, found.secret].every(isText))
    return undefined;
  return asNickname(found.nickname) === found.nickname ? found : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** Remembers a board that has been joined. */
export function remember(joined: Membership): void {
  writeWhole(MEMBERSHIP, JSON.stringify(joined, null, 2));
}

/** Forgets the board, and what was to be reported to it. */
export function forget(): void {
  rmSync(MEMBERSHIP, { force: true });
  rmSync(STANDING, { force: true });
}

/** A standing, and since when it has been so. */
export interface Kept {
  standing: Standing;
  /** In milliseconds since the epoch. */
  since: number;
}

/** The newest standing: all that waits to be reported, however long the board is away. */
export function keptStanding(): Kept | undefined {
  return readRecord<Kept>(STANDING);
}

/** Keeps a standing in place of the one before. */
export function keep(kept: Kept): void {
  writeWhole(STANDING, JSON.stringify(kept));
}
