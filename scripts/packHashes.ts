// Writes into the worked offerings the hashes of the shipped packs that they refer to: whoever changes a text of law says by it that he looked.
//
//   tsx scripts/packHashes.ts [--check]    with --check nothing is written, and a stale hash makes the exit code 1
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packsOf } from "../sdk/cli/packsOf.js";
import { readRulebook } from "../sdk/cli/readFiles.js";
import { hashPack } from "../sdk/rulebook/index.js";

const [flag] = process.argv.slice(2);
if (flag !== undefined && flag !== "--check") {
  console.error("usage: tsx scripts/packHashes.ts [--check]");
  process.exit(2);
}
const root = dirname(import.meta.dirname);
for (const file of globSync("rulebooks/examples/*/rulebook.json", { cwd: root })) {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  const rulebook = readRulebook(path);
  const hashes = new Map(packsOf([rulebook], []).map((pack) => [pack.id, hashPack(pack)]));
  const stale = rulebook.packs.flatMap(({ id, hash }) => {
    const now = hashes.get(id);
    return now === undefined || now === hash ? [] : [{ id, hash, now }];
  });
  if (stale.length === 0) continue;
  const names = stale.map(({ id }) => id).join(", ");
  if (flag === "--check") {
    console.error(`${file} refers to packs by stale hashes: ${names}. Run tsx scripts/packHashes.ts`);
    process.exitCode = 1;
  } else {
    writeFileSync(
      path,
      stale.reduce((written, { hash, now }) => written.replace(hash, now), text),
    );
    console.error(`wrote ${file}: ${names}`);
  }
}
