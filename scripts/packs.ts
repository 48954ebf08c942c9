// Checks every file of law under rulebooks/us/, or those named, and says what is wrong with each: what the tests do, quicker.
//
//   tsx scripts/packs.ts [FILE...]    exit code 2 if anything is wrong
import { BaseError, type Issue, RulebookInvalidError } from "../sdk/errors/index.js";
import { lawFiles, readLaw, SHIPPED_LAW } from "../sdk/cli/readLaw.js";
import { InFile } from "../sdk/cli/report.js";

const named = process.argv.slice(2);
const all = lawFiles(SHIPPED_LAW);
const vocabularies = all.filter((path) => path.endsWith("vocabulary.json"));
const files = named.length > 0 ? named : all;

let faults = 0;
function fault(path: string, message: string, issues: readonly Issue[]): void {
  faults += 1;
  console.log(`${path}: ${message}`);
  for (const { path: place, message: what, value } of issues)
    console.log(`  ${place}: ${what}${value === undefined ? "" : ` (${JSON.stringify(value)})`}`);
}

for (const path of files) {
  try {
    readLaw([...new Set([...vocabularies, path])]);
  } catch (thrown) {
    const [error, where] = thrown instanceof InFile ? [thrown.error, thrown.path] : [thrown, path];
    const issues = error instanceof RulebookInvalidError ? error.issues : [];
    fault(where, error instanceof BaseError ? error.shortMessage : String(error), issues);
  }
}
console.log(faults === 0 ? `${files.length} files, nothing wrong` : `${faults} of ${files.length} files have faults`);
process.exitCode = faults === 0 ? 0 : 2;
