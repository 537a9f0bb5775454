import type { ProgressFile } from "../judging/progress-file.ts";
import { asNickname } from "./nickname.ts";
import type { Standing } from "./contract.ts";

const MINUTE = 60_000;

/** How a learner stands, by what `progress` knows: at the first step that is begun and not solved, else at the last solved. */
export function standingIn({ steps, at }: ProgressFile, nickname: string): Standing {
  const solved = steps.findLast(({ state }) => state === "solved");
  const open = steps.find(
    ({ state, number }) => state !== "solved" && number > (solved?.number ?? 0),
  );
  const step = open && open.state !== "not-begun" ? open : (solved ?? open);
  const since = step?.lastActivity ? Date.parse(at) - Date.parse(step.lastActivity) : 0;
  const isSolved = step?.state === "solved";
  return {
    nickname,
    step: step?.number ?? 1,
    passed: step?.tests?.passed ?? 0,
    total: step?.tests?.total ?? 0,
    failingNumber: step?.firstFailing?.number ?? 0,
    failingTitle: step?.firstFailing?.title ?? "",
    unchangedMinutes: Math.max(0, Math.floor(since / MINUTE)),
    hints: step?.hints ?? 0,
    solvedBy: !isSolved ? "NOT_SOLVED" : step.solvedBy === "solve" ? "BY_SOLVE" : "BY_HAND",
    hand: false,
    left: false,
  };
}

/**
 * Reads what `progress --json` has printed, of schema 1 too.
 *
 * @param text the file's content; PowerShell writes a byte order mark before it
 * @param fallback the learner's name where the file has none
 * @returns undefined for anything else
 */
export function readProgress(text: string, fallback: string): Standing | undefined {
  try {
    const file = JSON.parse(text.replace(/^\uFEFF/, "")) as ProgressFile;
    const isOne = [1, 2].includes(file.schema) && Array.isArray(file.steps);
    const nickname =
      asNickname(file.learner ?? fallback) ?? asNickname([...fallback].slice(0, 20).join(""));
    return isOne && nickname !== undefined ? standingIn(file, nickname) : undefined;
  } catch {
    return undefined;
  }
}
