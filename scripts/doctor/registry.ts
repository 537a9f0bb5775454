import { npm } from "../ground/npm.ts";
import { messages } from "../messages/index.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor.registry;
/** A small package of ours, asked for by way of npm, so that its settings and proxy are what counts. */
const QUESTION = ["view", "picocolors", "version", "--json"];
/** No second try, and not long on the first. */
const IMPATIENT = ["--fetch-retries=0", "--fetch-timeout=5000"];

/** Whether npm reaches its registry: only installing and updating need it. */
export async function checkRegistry(): Promise<Finding> {
  const [registry, answer] = await Promise.all([
    npm(["config", "get", "registry"]),
    npm([...QUESTION, ...IMPATIENT]),
  ]);
  // npm does not tell an address that holds a password.
  const address = registry.code === 0 ? registry.stdout.trim() : "";
  if (answer.code === 0) return ok(text.reached(address));
  return note(text.notReached(address, reasonIn(answer.stdout)), "npm config list");
}

function reasonIn(answer: string): string {
  try {
    const { code, summary } = JSON.parse(answer).error;
    return summary || code;
  } catch {
    return text.noAnswer;
  }
}
