// Proves what proofs/*.sol assert of the pure rule libraries, for every value that their parameters can have.
//
//   tsx scripts/prove.ts [--json] [FILE...]
//
// Exit code 0: all of it is proved; 3: something is not. What nobody tries to prove is in docs/machine-proofs.md.
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { check, type Verdict } from "./prove/check.js";
import { startSolver } from "./prove/solve.js";
import { sourcesOf } from "./prove/source.js";

const root = dirname(import.meta.dirname);
const named = process.argv.slice(2).filter((argument) => argument.endsWith(".sol"));
const files = (named.length > 0 ? named : globSync("proofs/*.sol", { cwd: root })).toSorted();

const solve = startSolver();
const verdicts: readonly Verdict[] = files.flatMap((file) => check(sourcesOf(root, file), file, solve));
const proved = verdicts.filter((verdict) => verdict.proved);
const open = verdicts.filter((verdict) => !verdict.proved);
const ok = proved.length > 0 && open.length === 0;

if (process.argv.includes("--json")) {
  const count = (what: string) => proved.filter((verdict) => verdict.what === what).length;
  console.log(
    JSON.stringify(
      {
        format: "weighbridge.prove/1",
        ok,
        files: files.length,
        assertions: count("Assertion violation"),
        arithmetic: proved.length - count("Assertion violation"),
        open: open.map(({ place, what }) => ({ place, what })),
      },
      null,
      2,
    ),
  );
} else {
  for (const { place, what, proved } of verdicts) console.log(`${proved ? "proved" : "OPEN  "}  ${place}  ${what}`);
}
process.exit(ok ? 0 : 3);
