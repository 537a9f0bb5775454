// npm run update — brings in the newest version of the course, and keeps the learner's work as it is.
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { readState, type FileState } from "../work/file.ts";
import { folderOf } from "../work/save.ts";
import { replaceFiles } from "../work/saves.ts";
import { findSteps } from "../ground/steps.ts";
import { messages } from "../messages/index.ts";
import { apply, unfinishedUpdate, type Update } from "../update/apply.ts";
import { fetchNewest } from "../update/newest.ts";
import { planUpdate } from "../update/plan.ts";
import { nameOf, summaryOf } from "../update/summary.ts";
import { workSince } from "../update/work.ts";

const text = messages.update;

await run(async () => {
  readArguments("update", {});
  const unfinished = await unfinishedUpdate();
  if (unfinished) console.log(text.resuming);
  const update = unfinished ?? (await prepare());
  if (!update) return 0;
  await apply(update);
  console.log(await summaryOf(update));
  return 0;
});

/** @returns what is to be done; undefined if this is the newest version already */
async function prepare(): Promise<Update | undefined> {
  const edit = findSteps().flatMap((step) => step.edit);
  const versions = await fetchNewest(edit);
  if (versions.base === versions.newest) {
    console.log(text.isNewest(await nameOf(versions.newest)));
    return undefined;
  }
  const work = await workSince(versions.base, versions.newest, edit);
  const update = await planUpdate(versions, work, edit);
  const own = update.kept.filter((file) => edit.includes(file));
  // Nothing touches them: the copy is for the case that somebody finds it hard to believe.
  if (own.length > 0) console.log(text.saved(folderOf(replaceFiles("update", contentsOf(own)).id)));
  return update;
}

function contentsOf(files: string[]): Map<string, FileState | undefined> {
  return new Map(files.map((file) => [file, readState(file)]));
}
