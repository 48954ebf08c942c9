import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whole numbers by name, in groups. */
export type Numbers = { readonly [name: string]: number | Numbers };

const FILE = "docs/gas.json";
const path = join(import.meta.dirname, "../..", FILE);

/** The numbers by their full names, as `transfer.12.steady`. */
const flat = (numbers: Numbers, prefix = ""): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(numbers).flatMap(([name, value]) =>
      typeof value === "number" ? [[prefix + name, value] as const] : [...flat(value, `${prefix}${name}.`)],
    ),
  );

/** Writes the numbers where they are compared next time. */
export function writeSnapshot(numbers: Numbers): void {
  writeFileSync(path, `${JSON.stringify(numbers, null, 2)}\n`);
}

/** What is otherwise than the committed numbers say, one sentence each. The chain is deterministic: a single unit of gas is a difference. */
export function compareSnapshot(numbers: Numbers): readonly string[] {
  if (!existsSync(path)) return [`${FILE} is missing: write it with \`npm run bench:gas -- --write\``];
  const [was, is] = [flat(JSON.parse(readFileSync(path, "utf8")) as Numbers), flat(numbers)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  const told = names.map((name) => `${name} is ${is.get(name) ?? "gone"}, in ${FILE} ${was.get(name) ?? "not there"}`);
  return told.length === 0
    ? []
    : [...told, `if that is meant, run \`npm run bench:gas -- --write\` and commit ${FILE}`];
}
