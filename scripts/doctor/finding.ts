/** What a check of the doctor's has found. */
export interface Finding {
  /** `note`: the course runs, but something is to be known. `wrong`: it cannot run. */
  level: "ok" | "note" | "wrong";
  /** What was looked at and, unless it is ok, what is the matter with it. */
  line: string;
  /** The commands that mend it, one a line. */
  mend?: string | undefined;
}

export const ok = (line: string): Finding => ({ level: "ok", line });
export const note = (line: string, mend?: string): Finding => ({ level: "note", line, mend });
export const wrong = (line: string, mend?: string): Finding => ({ level: "wrong", line, mend });
