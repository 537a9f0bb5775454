import type { Standing } from "../../board/contract.ts";

/** How somebody stands who has just begun, but for what is said. */
export function standing(nickname: string, more: Partial<Standing> = {}): Standing {
  return {
    nickname,
    step: 1,
    passed: 0,
    total: 0,
    failingNumber: 0,
    failingTitle: "",
    unchangedMinutes: 0,
    hints: 0,
    solvedBy: "NOT_SOLVED",
    hand: false,
    left: false,
    ...more,
  };
}
