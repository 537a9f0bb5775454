import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ground/files.ts";
import { ROOT } from "../ground/paths.ts";
import { scratchFolder } from "../ground/scratch.ts";
import { solutionOf, testsOf, type Step } from "../ground/steps.ts";
import { compile } from "../judging/generated-code.ts";
import { layOut } from "../judging/layout.ts";
import { idOf, type Target } from "./targets.ts";
import type { Work } from "./work.ts";

const KIT = "steps/kit";

/** Trees in which steps can be tried, side by side in a folder of their own. */
export class Trees {
  readonly dir: string;
  private readonly steps: Step[];
  /** Folders of generated code, by what they were made of. */
  private readonly generated = new Map<string, Promise<string>>();

  /**
   * @param name what they are for, in a word
   * @param steps all steps, in order
   */
  constructor(name: string, steps: Step[]) {
    this.dir = scratchFolder(name);
    this.steps = steps;
    this.remove();
  }

  /**
   * Lays out a tree for a target, beside the code that its contracts generate.
   *
   * @returns the tree's folder
   * @throws Stop when the contracts do not compile
   */
  async layOut(target: Target): Promise<string> {
    const dir = await this.layOutWork(folderOf(target), target.step, target.work);
    if (!target.hasCode) rmSync(join(dir, "gen"), { recursive: true });
    return dir;
  }

  /** Lays out a tree, tests and all, for some work on a step; for the solution if none is given. */
  async layOutWork(name: string, step: Step, work?: Work): Promise<string> {
    const dir = join(this.dir, name);
    layOut(dir, this.steps, step, work);
    for (const file of testsOf(step)) cpSync(join(ROOT, file), join(dir, file));
    // Links, so that trees share what is loaded and compiled of it.
    symlinkSync(join(ROOT, KIT), join(dir, KIT), "junction");
    symlinkSync(await this.codeFor(step, work), join(dir, "gen"), "junction");
    return dir;
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The folder of the code that the contracts of a step generate; made where it is not there yet. */
  private codeFor(step: Step, work: Work = new Map()): Promise<string> {
    const contracts = this.steps
      .filter(({ number }) => number <= step.number)
      .flatMap((each) => each.edit.map((file) => ({ each, file })))
      .filter(({ file }) => file.endsWith(".proto"))
      .map(({ each, file }): [string, string] => {
        // Where making the code is the lesson, a contract that says too little stands in nobody's way.
        const own = each === step && step.freshCode ? work.get(file) : undefined;
        return [file, own ?? readFileSync(join(ROOT, solutionOf(each, file)), "utf8")];
      });
    const key = createHash("sha256").update(JSON.stringify(contracts)).digest("hex").slice(0, 12);
    const made =
      this.generated.get(key) ?? this.generate(join(this.dir, "generated", key), contracts);
    this.generated.set(key, made);
    return made;
  }

  private async generate(dir: string, contracts: [string, string][]): Promise<string> {
    for (const [file, text] of contracts) writeWhole(join(dir, file), text);
    await compile(dir);
    return join(dir, "gen");
  }
}

/** A target's folder among others: `03-server.never-forgets`. */
export function folderOf(target: Target): string {
  return idOf(target).replace("/", ".");
}
