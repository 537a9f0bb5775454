import { messages } from "../../messages/index.ts";
import type { Problem } from "../problem.ts";
import { course } from "./course.ts";

const PAGES = ["scripts/commands/README.md", "scripts/commands/README.ja.md"];
/** Commands for those who change the course are told of here. */
const FOR_AUTHORS = "CONTRIBUTING.md";

/** Whether the pages of commands have each command, and of each the flags that its `--help` tells of. */
export function lintCommands(): Problem[] {
  const forAuthors = course.read(FOR_AUTHORS);
  return PAGES.flatMap((path) => {
    const rows = course
      .read(path)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    return Object.entries(messages.help).flatMap(([script, { flags }]) => {
      const command = new RegExp(`npm (?:run )?${script}(?![\\w:-])`);
      const own = rows.filter((row) => command.test(row)).join("\n");
      if (!own) {
        if (command.test(forAuthors)) return [];
        const mend = `write a row there, or tell of it in ${FOR_AUTHORS}`;
        return [{ path, wrong: `no row has npm run ${script}`, mend }];
      }
      const named = new Set(Array.from(own.matchAll(/--([a-z]+)/g), ([, flag]) => flag!));
      const told = Object.keys(flags);
      const missing = told.filter((flag) => !named.has(flag)).map((flag) => `lacks --${flag}`);
      const extra = [...named].filter((flag) => !told.includes(flag));
      const wrong = [...missing, ...extra.map((flag) => `has --${flag}, which --help has not`)];
      if (wrong.length === 0) return [];
      const line = course.lineOf(path, own.split("\n")[0]!);
      return [
        { path, line, wrong: `the row of ${script} ${wrong.join(", ")}`, mend: "correct it" },
      ];
    });
  });
}
