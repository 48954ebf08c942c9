import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "./generate.js";
import { ROOT, type Sources } from "./solc.js";
import { bodyWith } from "./weave.js";

type Survivor = {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly hash: string;
  readonly why: string;
};

/** Why a mutant cannot be told from the original, as a person proved it for this very text of the function; null: nobody has. */
export function explanationOf(sources: Sources, mutant: Mutant): string | null {
  const known = JSON.parse(readFileSync(join(ROOT, "test/mutants/survivors.json"), "utf8")) as readonly Survivor[];
  const hash = hashOf(sources, mutant);
  return known.find((one) => one.file === mutant.file && one.hash === hash)?.why ?? null;
}

/** The first half of the SHA-256 of the function's body, mutated: it is another when anything in the function changes. */
export function hashOf(sources: Sources, mutant: Mutant): string {
  const body = bodyWith(Buffer.from(sources[mutant.file] ?? ""), mutant);
  return createHash("sha256").update(body).digest("hex").slice(0, 32);
}
