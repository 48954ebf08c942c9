import fc from "fast-check";
import { byAmount } from "./amountCases.js";
import { type Case, randomCase } from "./cases.js";
import { type Call, MIDNIGHT, TOKEN } from "./chain.js";
import { encodeCase, encodeRun } from "./encode.js";
import { someForm } from "./forms.js";
import { CASE_KINDS, type CaseKind } from "./kinds/index.js";
import { type Random, seeded } from "./random.js";

/** Cases in one call. */
export const BATCH = 100;

/** Around which kinds cases are made, in turn: twice around those that seldom decide alone. */
const TARGETS: readonly CaseKind[] = [...CASE_KINDS, "mostShare", "holdingPeriod"];

/** Cases that are put to the chain in one call. */
export type Batch = {
  readonly cases: readonly Case[];
  readonly encoded: readonly string[];
  readonly call: Call;
};

/** Cases from `first` on, all at one of three times, each from a seed of its own. */
export function makeBatch(seed: number, first: number, count: number): Batch {
  const time = MIDNIGHT + BigInt((first / BATCH) % 3) - 1n;
  const seeds = fc.sample(fc.nat(0xffff_ffff), { seed: fc.hash(`${seed} ${first}`), numRuns: count });
  const cases = seeds.map((one, i) =>
    withQuestions(seeded(one), TARGETS[(first + i) % TARGETS.length] as CaseKind, time),
  );
  const encoded = cases.map((one) => encodeCase(one).slice(2));
  return { cases, encoded, call: { time, data: encodeRun(encoded) } };
}

/** A case in which the engine is perhaps asked for more: headroom, mostly under rules by which the amount decides; whether something is a program. */
function withQuestions(random: Random, target: CaseKind, time: bigint): Case {
  const one = randomCase(random, target, TOKEN, time);
  const asksHeadroom = random.oneIn(4);
  const published = random.oneIn(2) ? someForm(random, one.program) : undefined;
  return { ...(asksHeadroom && !random.oneIn(3) ? byAmount(random, one) : one), asksHeadroom, published };
}
