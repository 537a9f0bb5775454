import { spawn } from "node:child_process";
import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { ROOT, SCRATCH } from "../ground/paths.ts";
import { isRunning } from "../ground/process.ts";
import type { Step } from "../ground/steps.ts";
import type { Verdict } from "../judging/verdict.ts";
import { keep, keptStanding, membership } from "./membership.ts";
import { since, standingOf } from "./standing.ts";

/** Who sends what is kept: one process at a time. */
export const SENDER = join(SCRATCH, "board-sender.json");

/**
 * Keeps how the learner stands for the board, if one has been joined. Nothing waits for the board, and
 * nothing fails without it: a process of its own sends what is kept.
 *
 * @param steps all steps, in order
 * @param verdict what the tests say, where they have been run
 */
export function tellBoard(step: Step, steps: Step[], verdict?: Verdict): void {
  try {
    if (!note(step, steps, verdict)) return;
    const sender = readRecord<{ pid: number }>(SENDER);
    if (!sender || !isRunning(sender.pid)) startSender();
  } catch {
    // The board never costs a learner anything: a full disk is told of where it matters.
  }
}

/**
 * Keeps how the learner stands, and sends nothing.
 *
 * @param steps all steps, in order
 * @param hand whether the learner's hand is up; as before by default
 * @returns whether a board has been joined
 */
export function note(step: Step, steps: Step[], verdict?: Verdict, hand?: boolean): boolean {
  const member = membership();
  if (!member) return false;
  const before = keptStanding();
  const isUp = hand ?? before?.standing.hand ?? false;
  keep(since(standingOf(member.nickname, step, steps, verdict, isUp), before));
  return true;
}

function startSender(): void {
  const args = [join(ROOT, "scripts/run.cjs"), join(ROOT, "scripts/board/send.ts")];
  const child = spawn(process.execPath, args, {
    stdio: "ignore",
    detached: true,
    windowsHide: true,
  });
  child.on("error", () => {});
  child.unref();
  if (child.pid) writeWhole(SENDER, JSON.stringify({ pid: child.pid }));
}
