import { spawn } from "node:child_process";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import { ok, wrong, type Finding } from "./finding.ts";

const text = messages.doctor.programs;

/** Whether what the course does not do in JavaScript starts here: it is there for each system apart. */
export async function checkPrograms(): Promise<Finding> {
  const results = await Promise.all([
    // It brings the bundler that loads the tests, and the page.
    import("vite").then(
      () => undefined,
      (error: Error) => text.fails("vite", firstSentence(error.message)),
    ),
    versionOf("typescript", join("bin", "tsc")),
  ]);
  const faults = results.filter((fault) => fault !== undefined);
  return faults.length > 0 ? wrong(text.not(faults), "npm ci") : ok(text.start);
}

/** Has a package's command tell its version; says what is wrong where it does not. */
async function versionOf(name: string, script: string): Promise<string | undefined> {
  const path = join(ROOT, "node_modules", name, script);
  const child = spawn(process.execPath, [path, "--version"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const end = new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const [ended, output] = await Promise.all([end, textOf(child.stdout)]);
  return ended === "exit code 0" && /\d/.test(output) ? undefined : text.fails(name, ended);
}

/** What tools advise after it is for projects of their users. */
function firstSentence(message: string): string {
  return message.split(/\n|(?<=\.) /)[0]!;
}
