import { missingReferences } from "../../../scripts/ground/references.ts";
import { say } from "../../../steps/kit/say.ts";

/** A sentence for each file, npm script or script for node that a page names and that is not there. */
export function checkLinks(text: string, file: string, scripts?: Set<string>): string[] {
  return missingReferences(text, file, scripts).map((what) =>
    say(`${file}: there is no ${what}`, `${file}：${what} がありません`),
  );
}
