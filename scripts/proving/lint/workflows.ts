import type { Problem } from "../problem.ts";
import { course } from "./course.ts";

const FOLDER = ".github/workflows";
const PINNED = /^\s*-? ?uses: [\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*$/;

/** Whether workflows run of other people's code only what was looked at: by its digest, with its version beside. */
export function lintWorkflows(): Problem[] {
  return course.names(FOLDER).flatMap((name) => {
    const path = `${FOLDER}/${name}`;
    return course
      .read(path)
      .split("\n")
      .flatMap((line, index) => {
        if (!/^\s*-? ?uses:/.test(line) || PINNED.test(line)) return [];
        const wrong = `\`${line.trim()}\` can change without notice`;
        return [
          { path, line: index + 1, wrong, mend: "write @, the commit's digest, and # v1.2.3" },
        ];
      });
  });
}
