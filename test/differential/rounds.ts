import type { Hex } from "viem";
import { type MovementKind } from "../../sdk/kinds/index.js";
import { evaluate } from "../../sdk/program/index.js";
import type { Decision } from "../../sdk/verdict/index.js";
import { BATCH, type Batch, makeBatch } from "./batch.js";
import type { Case } from "./cases.js";
import type { Chain } from "./chain.js";
import { splitOutcomes, word } from "./encode.js";
import { expectedOutcome } from "./expected.js";
import { newTally } from "./hits.js";
import { inText, preparedDifferences } from "./prepared.js";

/** Calls in one run of the chain. */
const CALLS = 20;
/** Cases of a round, if there are so many left. */
export const ROUND = BATCH * CALLS;
/** Mismatches of a round that are told in words. */
export const EXAMPLES = 3;

/** What came out of some cases that follow each other. */
export type Round = {
  readonly cases: number;
  readonly mismatches: number;
  /** The first few of them, in words. */
  readonly examples: readonly string[];
  /** All cases, each followed by what the chain answered. */
  readonly pairs: Uint8Array;
  /** How often each column of each kind was met. */
  readonly hits: ReadonlyMap<string, number>;
  /** How often movements of a kind were allowed. */
  readonly allowed: ReadonlyMap<MovementKind, number>;
};

/** Judges the cases from `first` on by the SDK, also between prepared wallets, and by the engine. */
export type JudgeRound = (first: number, count: number) => Promise<Round>;

/** Rounds on one chain: it runs one at a time, while the cases of the next are made. */
export function roundsOn(chain: Chain, seed: number): JudgeRound {
  let free: Promise<unknown> = Promise.resolve();
  return async (first, count) => {
    const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, i) =>
      makeBatch(seed, first + i * BATCH, Math.min(BATCH, count - i * BATCH)),
    );
    const answered = free.then(() => chain(batches.map(({ call }) => call)));
    free = answered.catch(() => undefined);
    return compare(batches, await answered, first, seed);
  };
}

function compare(batches: readonly Batch[], answers: readonly Hex[], first: number, seed: number): Round {
  const tally = newTally();
  const allowed = new Map<MovementKind, number>();
  const examples: string[] = [];
  const pairs: Buffer[] = [];
  let [mismatches, done] = [0, 0];
  for (const [b, { cases, encoded }] of batches.entries()) {
    const outcomes = splitOutcomes(answers[b] ?? "0x");
    for (const [i, one] of cases.entries()) {
      const decision = evaluate(one.program, one.facts, one.movement);
      const outcome = outcomes[i] ?? "";
      const expected = expectedOutcome(one, decision);
      pairs.push(Buffer.from(`${word(one.facts.time)}${encoded[i] ?? ""}${outcome}`, "hex"));
      tally.note(one, decision);
      if (decision.allowed) allowed.set(one.movement.kind, (allowed.get(one.movement.kind) ?? 0) + 1);
      const prepared = preparedDifferences(one, decision);
      if (outcome !== expected || prepared.length > 0) {
        mismatches++;
        const differences = [...prepared, ...differing(outcome, expected)];
        if (examples.length < EXAMPLES) examples.push(describeMismatch(one, first + done, seed, decision, differences));
      }
      done++;
    }
  }
  return { cases: done, mismatches, examples, pairs: Buffer.concat(pairs), hits: tally.counts, allowed };
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
  differences: readonly string[],
): string {
  const { movement, facts, program } = one;
  const what = inText({ movement, facts, rules: program.rules, decision });
  return `case ${index} of seed ${seed}, words ${differences.slice(0, 8).join("; ")}: ${what}`;
}
