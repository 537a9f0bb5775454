// node --import tsx translate.ts RESULTS FOLDER SUFFIX — writes the report of a result in the language
// of this process; the suffix, such as `.ja`, goes before the ending of each file's name.
import { loadPart } from "./parts.ts";
import { writeReport } from "./report.ts";
import { readResult } from "./result.ts";

const [path, folder, suffix] = process.argv.slice(2) as [string, string, string];
const result = readResult(path)!;
const parts = await Promise.all(Object.keys(result.parts).map(loadPart));
writeReport(folder, result, parts, suffix);
