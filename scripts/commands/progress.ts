// npm run progress — how far am I? A table; --json, --csv and --code for instructors.
import { asLine } from "../board/code-line.ts";
import { membership } from "../board/membership.ts";
import { readNickname } from "../board/nickname.ts";
import { standingIn } from "../board/progress-file.ts";
import { asCsv } from "../ground/csv.ts";
import { SCHEMA, type ProgressFile } from "../judging/progress-file.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { standingOf, type Standing } from "../judging/standing.ts";
import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { colour, mark } from "../terminal/style.ts";
import { messages } from "../messages/index.ts";

const text = messages.progress;

const COLUMNS =
  "learner,number,id,title,state,solvedAt,passed,total,firstFailing,lastActivity,hints,solvedBy";

await run(async () => {
  const { values } = readArguments("progress", {
    flags: {
      json: { type: "boolean" },
      csv: { type: "boolean" },
      code: { type: "boolean" },
      as: { type: "string", value: "NAME" },
    },
    oneOf: ["json", "csv", "code"],
    example: "--json",
  });
  const learner = values.as === undefined ? membership()?.nickname : readNickname(values.as);
  // One that is made up would be another at each time.
  if (values.code && learner === undefined)
    throw new Stop(`${text.whose}\n  npm run progress -- --code --as hanako`);
  const steps = findSteps();
  const standings: Standing[] = [];
  for (const step of steps) standings.push(await standingOf(step, steps));
  const all = progressOf(standings, learner ?? null);
  if (values.code) console.log(asLine(standingIn(all, learner!)));
  else if (values.json) console.log(JSON.stringify(all, null, 2));
  else console.log(values.csv ? tableOf(all) : asTable(standings));
  return 0;
});

function progressOf(steps: Standing[], learner: string | null): ProgressFile {
  const solved = steps.filter(({ state }) => state === "solved").length;
  return { schema: SCHEMA, at: new Date().toISOString(), learner, solved, steps };
}

function tableOf({ learner, steps }: ProgressFile): string {
  const rows = steps.map((each) => [
    learner,
    each.number,
    each.id,
    each.title,
    each.state,
    each.solvedAt,
    each.tests?.passed,
    each.tests?.total,
    each.firstFailing?.title,
    each.lastActivity,
    each.hints,
    each.solvedBy,
  ]);
  return asCsv([COLUMNS.split(","), ...rows]);
}

function asTable(standings: Standing[]): string {
  const lines = standings.map(({ number, title, state, tests, solvedAt }) => {
    const signs = { solved: mark.passed, "was-solved": mark.failed, begun: mark.here };
    const sign = state === "not-begun" ? " " : signs[state];
    const notes = text.state[state] ? [text.state[state]] : [];
    if (tests) notes.push(text.tests(tests.passed, tests.total));
    if (state === "solved" && solvedAt) notes.push(solvedAt.slice(0, 10));
    const aside = notes.length > 0 ? colour.dim(messages.overview.aside(notes)) : "";
    return ` ${sign} ${number}  ${title}${aside}`;
  });
  const solved = standings.filter(({ state }) => state === "solved").length;
  return [...lines, "", text.summary(solved, standings.length)].join("\n");
}
