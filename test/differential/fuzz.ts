import fc from "fast-check";
import { createHash } from "node:crypto";
import { encodeFunctionData, parseAbi } from "viem";
import { isWeighed, MOVEMENT_NAMES, type MovementKind } from "../../sdk/kinds/index.js";
import { evaluate } from "../../sdk/program/index.js";
import type { Decision } from "../../sdk/verdict/index.js";
import { byAmount } from "./amountCases.js";
import { type Case, randomCase } from "./cases.js";
import { type Call, type Chain, MIDNIGHT, TOKEN } from "./chain.js";
import { encodeCase, splitOutcomes, word } from "./encode.js";
import { expectedOutcome } from "./expected.js";
import { someForm } from "./forms.js";
import { type Hits, newTally } from "./hits.js";
import { CASE_KINDS, type CaseKind } from "./kinds/index.js";
import { type Random, seeded } from "./random.js";

export type FuzzParameters = {
  readonly chain: Chain;
  readonly cases: number;
  /** Equal seeds give equal cases, on every machine. */
  readonly seed: number;
  /** Stop once so many cases are judged differently. Default: never. */
  readonly most?: number | undefined;
  /** Called with the number of cases that are judged. */
  readonly onProgress?: ((done: number) => void) | undefined;
};

export type FuzzReport = {
  readonly cases: number;
  readonly mismatches: number;
  /** The first few of them, in words. */
  readonly examples: readonly string[];
  /** SHA-256 over all cases, each followed by what the chain answered. */
  readonly digest: string;
  readonly hits: Readonly<Record<CaseKind, Hits>>;
  /** Columns of `hits`, and kinds of movement that were allowed, that were met less often than once in 1,000 cases. */
  readonly rare: readonly string[];
};

/** Cases in one call; calls in one run of the chain. */
const BATCH = 100;
const CALLS = 20;
const EXAMPLES = 3;
const RARE = 1_000;

const run = parseAbi(["function run(bytes[]) returns (bytes[])"])[0];

/** Cases that are put to the chain in one call. */
export type Batch = {
  readonly cases: readonly Case[];
  readonly encoded: readonly string[];
  readonly call: Call;
};

/**
 * Judges generated cases by the SDK and by the deployed engine, and compares all that both say: whether each is allowed, every finding with its numbers,
 * the facts, that enforcement does as `check` says, the books afterwards, headroom, and what is a program. The next cases are made while the chain judges
 * these.
 */
export async function fuzz({ chain, cases, seed, most = Infinity, onProgress }: FuzzParameters): Promise<FuzzReport> {
  const tally = newTally();
  const allowed = new Map<MovementKind, number>();
  const digest = createHash("sha256");
  const examples: string[] = [];
  let [mismatches, done] = [0, 0];

  const compare = (batches: readonly Batch[], answers: readonly `0x${string}`[]) => {
    for (const [b, { cases: ours, encoded }] of batches.entries()) {
      const outcomes = splitOutcomes(answers[b] ?? "0x");
      for (const [i, one] of ours.entries()) {
        const decision = evaluate(one.program, one.facts, one.movement);
        const outcome = outcomes[i] ?? "";
        const expected = expectedOutcome(one, decision);
        digest.update(Buffer.from(`${word(one.facts.time)}${encoded[i] ?? ""}${outcome}`, "hex"));
        tally.note(one, decision);
        if (decision.allowed) allowed.set(one.movement.kind, (allowed.get(one.movement.kind) ?? 0) + 1);
        if (outcome !== expected) mismatches++;
        if (outcome !== expected && examples.length < EXAMPLES)
          examples.push(describeMismatch(one, done + i, seed, decision, differing(outcome, expected)));
      }
      done += ours.length;
    }
    onProgress?.(done);
  };

  let asked: { batches: readonly Batch[]; answers: Promise<readonly `0x${string}`[]> } | undefined;
  for (let made = 0; made < cases && mismatches < most;) {
    const batches: Batch[] = [];
    for (; batches.length < CALLS && made < cases; made += BATCH)
      batches.push(makeBatch(seed, made, Math.min(BATCH, cases - made)));
    const answers = asked && (await asked.answers);
    const before = asked?.batches;
    asked = { batches, answers: chain(batches.map(({ call }) => call)) };
    if (before !== undefined && answers !== undefined) compare(before, answers);
  }
  if (asked !== undefined) compare(asked.batches, await asked.answers);

  const least = Math.floor(done / RARE);
  const rareMovements = MOVEMENT_NAMES.filter(isWeighed)
    .filter((kind) => (allowed.get(kind) ?? 0) < least)
    .map((kind) => `${kind} allowed: ${allowed.get(kind) ?? 0}`);
  const rare = [...tally.below(least), ...rareMovements];
  return { cases: done, mismatches, examples, digest: digest.digest("hex"), hits: tally.hits(), rare };
}

/** Cases from `first` on, all at one of three times, each from a seed of its own. */
export function makeBatch(seed: number, first: number, count: number): Batch {
  const time = MIDNIGHT + BigInt((first / BATCH) % 3) - 1n;
  const seeds = fc.sample(fc.nat(0xffff_ffff), { seed: fc.hash(`${seed} ${first}`), numRuns: count });
  const cases = seeds.map((one, i) =>
    withQuestions(seeded(one), CASE_KINDS[(first + i) % CASE_KINDS.length] as CaseKind, time),
  );
  const encoded = cases.map(encodeCase);
  const call = { time, data: encodeFunctionData({ abi: [run], args: [encoded] }) };
  return { cases, encoded: encoded.map((hex) => hex.slice(2)), call };
}

/** A case in which the engine is perhaps asked for more: headroom, mostly under rules by which the amount decides; whether something is a program. */
function withQuestions(random: Random, target: CaseKind, time: bigint): Case {
  const one = randomCase(random, target, TOKEN, time);
  const asksHeadroom = random.oneIn(4);
  const published = random.oneIn(2) ? someForm(random, one.program) : undefined;
  return { ...(asksHeadroom && !random.oneIn(3) ? byAmount(random, one) : one), asksHeadroom, published };
}

/** The words that differ, with their index: what the chain says, and what is expected. */
function differing(outcome: string, expected: string): readonly string[] {
  const words = (digits: string) => digits.match(/.{64}/g)?.map((each) => BigInt(`0x${each}`)) ?? [];
  const wanted = words(expected);
  return words(outcome).flatMap((each, i) => (each === wanted[i] ? [] : [`${i}: ${each}, expected ${wanted[i]}`]));
}

function describeMismatch(
  one: Case,
  index: number,
  seed: number,
  decision: Decision,
  words: readonly string[],
): string {
  const inText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  const { movement, facts, program } = one;
  const what = JSON.stringify({ movement, facts, rules: program.rules, decision }, inText);
  return `case ${index} of seed ${seed}, words ${words.slice(0, 8).join("; ")}: ${what}`;
}
