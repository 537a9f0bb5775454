import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { printLines } from "../terminal/printable.ts";
import { readState } from "../work/file.ts";
import { folderOf } from "../work/save.ts";
import { keepCopy, replaceFiles } from "../work/saves.ts";
import { apply, installPackages } from "./apply.ts";
import { GitError } from "./git.ts";
import { addressOf, fetchNewest } from "./newest.ts";
import { planUpdate, type Update } from "./plan.ts";
import { nameOf, summaryOf } from "./summary.ts";
import { findWork, type Work } from "./work.ts";

const text = messages.update;

/**
 * Brings in the newest version of the course, and keeps the learner's work as it is. What is to be done
 * is found out from what is there now, and from no record of an earlier update.
 */
export async function updateCourse(): Promise<void> {
  try {
    await update();
  } catch (error) {
    // All that comes once files are replaced says so itself.
    throw error instanceof GitError ? new Stop(text.notPrepared(error.message)) : error;
  }
}

async function update(): Promise<void> {
  const edit = findSteps().flatMap((step) => step.edit);
  const versions = await fetchNewest(edit);
  if (versions.base === versions.newest) {
    const { newest, remote } = versions;
    printLines(text.isNewest(await nameOf(newest), remote, await addressOf(remote)));
    if (remote !== "upstream") console.log(text.isFork);
  } else {
    const work = await findWork(versions, edit);
    const plan = await planUpdate(versions, work, edit);
    saveFirst(plan, work, edit);
    await apply(plan, work);
    printLines(await summaryOf(plan));
  }
  await installPackages();
}

function saveFirst({ kept, replaced }: Update, { npms }: Work, edit: string[]): void {
  // Nothing touches them: the copy is for the case that somebody finds it hard to believe.
  const own = kept.filter((file) => edit.includes(file));
  if (own.length > 0) {
    const states = new Map(own.map((file) => [file, readState(file)]));
    console.log(text.saved(folderOf(replaceFiles("update", states).id)));
  }
  const rewritten = npms.filter((file) => replaced.includes(file));
  if (rewritten.length > 0) {
    printLines(text.npmsSaved(rewritten, folderOf(keepCopy("npm", rewritten).id)));
  }
}
