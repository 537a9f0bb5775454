import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { ROOT, SCRATCH } from "../ground/paths.ts";
import { codeOf, solutionOf, testsOf, type Step } from "../ground/steps.ts";
import type { Target } from "./targets.ts";

const FILE = join(SCRATCH, "proved.json");
/** How many are kept: some rounds of the whole course. */
const MOST = 5_000;
/** What every verdict depends on, beside the step. */
const MACHINERY = [
  "package-lock.json",
  "tsconfig.json",
  "scripts/tsconfig.json",
  "vitest.config.ts",
  "scripts/codegen",
  "scripts/ground",
  "scripts/judging",
  "scripts/proving",
  "steps/kit",
];

/** The targets that were found right on this machine, by a hash of everything that it depends on. */
export class Remembered {
  private readonly steps: Step[];
  private readonly keys: Set<string>;
  private readonly machinery = hashOf([process.version, process.arch, ...MACHINERY.map(hashPath)]);
  private readonly grounds = new Map<Step, string>();

  constructor(steps: Step[]) {
    this.steps = steps;
    this.keys = new Set(readRecord<{ keys: string[] }>(FILE)?.keys ?? []);
  }

  has(target: Target): boolean {
    return this.keys.has(this.keyOf(target));
  }

  add(target: Target): void {
    const key = this.keyOf(target);
    // Again at the end: the oldest are forgotten first.
    this.keys.delete(key);
    this.keys.add(key);
  }

  save(): void {
    writeWhole(FILE, JSON.stringify({ keys: [...this.keys].slice(-MOST) }));
  }

  private keyOf({ step, name, work, hasCode, expects }: Target): string {
    const ground = this.grounds.get(step) ?? this.hashGround(step);
    this.grounds.set(step, ground);
    return hashOf([ground, name, String(hasCode), expects, ...[...work].flat()]);
  }

  private hashGround(step: Step): string {
    const files = this.steps
      .filter(({ number }) => number <= step.number)
      .flatMap((each) => [
        ...codeOf(each).filter((file) => !each.edit.includes(file)),
        ...each.edit.map((file) => solutionOf(each, file)),
      ]);
    return hashOf([this.machinery, ...[...testsOf(step), ...files].map(hashPath)]);
  }
}

/** A hash of a file, or of all files below a folder. */
function hashPath(path: string): string {
  const place = join(ROOT, path);
  if (!existsSync(place)) return `${path}: none`;
  if (!statSync(place).isDirectory()) return hashOf([path, readFileSync(place)]);
  return hashOf(
    readdirSync(place)
      .sort()
      .map((name) => hashPath(`${path}/${name}`)),
  );
}

function hashOf(parts: (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
