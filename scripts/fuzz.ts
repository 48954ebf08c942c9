// Judges generated cases by the SDK and by the deployed engine, and compares all that both say (docs/proof.md).
//
//   npm run --silent fuzz -- [--cases 100000] [--seed 1] [--json]     exit 0: no mismatch, and every kind decided on each side of its limit; 1 otherwise
//   npm run --silent fuzz -- --mutant NAME [--cases 20000]            the same against a mutated engine; exit 3: a mismatch was found, 0: none
//   npm run --silent fuzz -- --cores 1                                on so many cores, each with a chain of its own; default: all there are. The report is the same
//   npm run --silent fuzz -- --list                                   names every mutant of the rules
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Hex, keccak256 } from "viem";
import { builtCodes, type Codes } from "../test/differential/chain.js";
import { fuzz } from "../test/differential/fuzz.js";
import { ROUND } from "../test/differential/rounds.js";
import { openWorkers } from "./fuzz/workers.js";
import { mutatedCodes } from "./mutants/mutatedCodes.js";
import { generateMutants, inRules, readSources } from "./mutants/generate.js";

const FOUND = 3;
const USAGE = 2;

const { values } = parseArgs({
  options: {
    cases: { type: "string" },
    seed: { type: "string", default: "1" },
    cores: { type: "string", default: String(availableParallelism()) },
    mutant: { type: "string" },
    list: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const cases = wholeNumber("cases", values.cases ?? (values.mutant === undefined ? "100000" : "20000"), 1);
const seed = wholeNumber("seed", values.seed, 0);
const cores = wholeNumber("cores", values.cores, 1);
const sources = values.list || values.mutant !== undefined ? readSources() : null;
const mutants = sources === null ? [] : generateMutants(sources).filter(inRules);

if (values.list) {
  for (const { name, from, to } of mutants) console.log(`${name}\t${from} -> ${to}`);
} else {
  const mutant = mutants.find(({ name }) => name === values.mutant);
  if (values.mutant !== undefined && mutant === undefined)
    usage(`no mutant "${values.mutant}"; \`npm run --silent fuzz -- --list\` names them.`);
  const started = performance.now();
  const codes = sources === null || mutant === undefined ? builtCodes() : mutatedCodes(sources, mutant);
  if (codes === null) console.error(`fuzz: ${values.mutant ?? ""} does not compile, or compiles to the same code.`);
  else process.exitCode = await run(codes, started);
}

async function run(codes: Codes, started: number): Promise<number> {
  const isMutated = values.mutant !== undefined;
  const workers = openWorkers(Math.min(cores, Math.ceil(cases / ROUND)), codes, seed);
  const report = await fuzz({
    judge: workers.judge,
    ahead: workers.ahead,
    cases,
    most: isMutated ? 1 : undefined,
    onProgress: (done) => process.stderr.isTTY && process.stderr.write(`\rfuzz: ${done} of ${cases}`),
  }).finally(workers.close);
  if (process.stderr.isTTY) process.stderr.write("\n");
  const { mismatches, digest, hits, rare, examples } = report;
  const ok = mismatches === 0 && (isMutated || rare.length === 0);
  const answer = {
    format: "weighbridge.fuzz/1",
    ok,
    cases: report.cases,
    mismatches,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    seed,
    ...(isMutated ? { mutant: values.mutant } : {}),
    engineCodeHash: keccak256(codes.Weighbridge.deployedBytecode satisfies Hex),
    digest,
    hits,
  };
  for (const example of examples) console.error(`fuzz: ${example.slice(0, 4000)}`);
  if (!isMutated) for (const one of rare) console.error(`fuzz: too rare: ${one}`);
  if (values.json) console.log(JSON.stringify(answer));
  else printReport(answer);
  if (isMutated) return mismatches > 0 ? FOUND : 0;
  return ok ? 0 : 1;
}

function printReport({ hits, ...rest }: Record<string, unknown> & { readonly hits: Record<string, object> }): void {
  console.log(
    "Cases in which one rule decided, by what it measured: one below its limit, the limit, one above; or in its set, or not",
  );
  console.table(hits);
  for (const [name, value] of Object.entries(rest)) console.log(`${name.padEnd(15)} ${String(value)}`);
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
    usage(`--${name} is "${text}", which is no whole number from ${least} on.`);
  return value;
}

function usage(sentence: string): never {
  console.error(`fuzz: ${sentence}`);
  process.exit(USAGE);
}
