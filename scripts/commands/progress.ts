// npm run progress — how far am I? A table; --json and --csv for instructors.
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { standingOf, type Standing } from "../judging/standing.ts";
import { findSteps } from "../ground/steps.ts";
import { colour, mark } from "../terminal/style.ts";
import { messages } from "../messages/index.ts";

const text = messages.progress;

await run(async () => {
  const { values } = readArguments("progress", {
    flags: { json: { type: "boolean" }, csv: { type: "boolean" } },
    example: "--json",
  });
  const steps = findSteps();
  const standings: Standing[] = [];
  for (const step of steps) standings.push(await standingOf(step, steps));
  if (values.json) console.log(asJson(standings));
  else console.log(values.csv ? asCsv(standings) : asTable(standings));
  return 0;
});

function asJson(steps: Standing[]): string {
  const solved = steps.filter(({ state }) => state === "solved").length;
  return JSON.stringify({ schema: 1, at: new Date().toISOString(), solved, steps }, null, 2);
}

function asCsv(standings: Standing[]): string {
  const rows = standings.map(({ number, id, title, state, solvedAt, tests }) =>
    [number, id, title, state, solvedAt, tests?.passed, tests?.total].map(csvField).join(","),
  );
  return ["number,id,title,state,solvedAt,passed,total", ...rows].join("\n");
}

/** A field as RFC 4180 has it. */
function csvField(value: string | number | null | undefined): string {
  const field = String(value ?? "");
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function asTable(standings: Standing[]): string {
  const lines = standings.map(({ number, title, state, tests, solvedAt }) => {
    const signs = { solved: mark.passed, "was-solved": mark.failed, begun: mark.here };
    const sign = state === "not-begun" ? " " : signs[state];
    const notes: (string | null | undefined)[] = [
      text.state[state],
      tests && text.tests(tests.passed, tests.total),
    ];
    if (state === "solved") notes.push(solvedAt?.slice(0, 10));
    const aside = notes.filter(Boolean).join(", ");
    return ` ${sign} ${number}  ${title}${aside && `  ${colour.dim(`(${aside})`)}`}`;
  });
  const solved = standings.filter(({ state }) => state === "solved").length;
  return [...lines, "", text.summary(solved, standings.length)].join("\n");
}
