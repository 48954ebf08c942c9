import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Pack, Rulebook } from "../rulebook/index.js";
import { PACKAGE } from "./creationCode.js";
import { readPack } from "./readFiles.js";

/** Where the pack of an id is, if Weighbridge ships it. An id has neither a dot beside a slash nor a slash at its ends: no path leaves the folder. */
const shippedAt = (id: string): string => join(PACKAGE, "rulebooks", `${id}.json`);

/**
 * The packs of rulebooks: those in the files, and of what the rulebooks name beside these, what Weighbridge ships. A rulebook names each by its hash,
 * so that `compile` takes no other text than its author read.
 */
export function packsOf(rulebooks: readonly (Rulebook | undefined)[], paths: readonly string[]): readonly Pack[] {
  const given = paths.map(readPack);
  const named = new Set(rulebooks.flatMap((rulebook) => rulebook?.packs.map(({ id }) => id) ?? []));
  for (const { id } of given) named.delete(id);
  return [...given, ...[...named].map(shippedAt).filter(existsSync).map(readPack)];
}
