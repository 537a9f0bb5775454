import type { Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import type { Target } from "./targets.ts";

/** What a run is to prove. */
export interface Selection {
  targets: Target[];
  /** The files of the course's own tests, relative to the repository. */
  ownTests: string[];
}

/**
 * Chooses what some words name: a step (`03`, `3`, `03-server`), a target of one (`03/never-forgets`,
 * `03/path`), or own tests by the beginning of their path (`scripts`).
 *
 * @returns everything where there are no words
 * @throws Stop for a word that names nothing
 */
export function select(words: string[], everything: Selection): Selection {
  if (words.length === 0) return everything;
  const chosen: Selection = { targets: [], ownTests: [] };
  for (const word of words) {
    const targets = everything.targets.filter((target) => isNamed(target, word));
    const ownTests = everything.ownTests.filter((file) => file.startsWith(word));
    if (targets.length + ownTests.length === 0) {
      throw new Stop(messages.course.noSuchPart(word, similar(word, everything.targets)));
    }
    chosen.targets.push(...targets.filter((target) => !chosen.targets.includes(target)));
    chosen.ownTests.push(...ownTests.filter((file) => !chosen.ownTests.includes(file)));
  }
  return chosen;
}

function isNamed({ step, name }: Target, word: string): boolean {
  const [of = "", ...rest] = word.split("/");
  const wanted = rest.join("/");
  if (!isStep(step, of)) return false;
  return wanted === "" || name === wanted || (wanted === "path" && /^path-\d+$/.test(name));
}

function isStep({ id, number }: Step, word: string): boolean {
  return word === id || (/^\d+$/.test(word) && Number(word) === number);
}

/** Targets whose name shares a part with what was typed. */
function similar(word: string, targets: Target[]): string[] {
  const parts = word.split(/[/-]/).filter((part) => part.length > 3);
  return targets
    .filter(({ name }) => parts.some((part) => name.includes(part)))
    .map(({ step, name }) => `${step.id.slice(0, 2)}/${name}`)
    .slice(0, 3);
}
