// Fails where a requirement of docs/requirements.md has no test: none is named, or its file has no test of that name.
//
//   tsx scripts/requirements.ts [--json]
//
// Exit code 0: each has evidence, or says for what it waits; 3: one has none.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Evidence, readEvidence } from "./evidence.js";

const root = dirname(import.meta.dirname);
const read = (path: string): string | undefined =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;

const page = read("docs/requirements.md") ?? "";
const rows = [...page.matchAll(/^\| (REQ-\d+) \| (.*?) \| (.*?) \| (\d*) ?\|$/gm)].map(
  ([, id = "", text = "", tests = "", lesson = ""]) => ({
    id,
    text,
    waits: tests.startsWith("waits for "),
    evidence: readEvidence(tests, read),
    lesson,
  }),
);
const lessons = [...(read("docs/lessons.md") ?? "").matchAll(/^\| (\d+) \|/gm)].map(([, lesson = ""]) => lesson);

function faultsOf({ id, text, waits, evidence }: (typeof rows)[number]): readonly string[] {
  const missing = (one: Evidence) => one.missing.map((name) => `${id}: ${one.file} has no test "${name}"`);
  return [
    ...(/\bMUST\b/.test(text) ? [] : [`${id}: says no MUST`]),
    ...(waits || evidence.some(({ names }) => names.length > 0) ? [] : [`${id}: names no test`]),
    ...evidence.flatMap(missing),
  ];
}

const faults = [
  ...(rows.length > 0 ? [] : ["docs/requirements.md: has no requirement"]),
  ...rows.filter(({ id }, at) => rows.findIndex((row) => row.id === id) !== at).map(({ id }) => `${id}: stands twice`),
  ...rows.flatMap(faultsOf),
  ...lessons
    .filter((lesson) => !rows.some((row) => row.lesson === lesson))
    .map((lesson) => `docs/lessons.md: no requirement is behind lesson ${lesson}`),
];

const waiting = rows.filter(({ waits }) => waits).map(({ id }) => id);
if (process.argv.includes("--json")) {
  const ok = faults.length === 0;
  console.log(
    JSON.stringify({ format: "weighbridge.requirements/1", ok, requirements: rows.length, waiting, faults }, null, 2),
  );
} else {
  for (const fault of faults) console.error(fault);
  if (faults.length === 0)
    console.log(`${rows.length - waiting.length} requirements, each with its tests; ${waiting.join(", ")} wait.`);
}
process.exitCode = faults.length === 0 ? 0 : 3;
