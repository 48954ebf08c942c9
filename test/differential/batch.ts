import fc from "fast-check";
import type { Hex } from "viem";
import { byAmount } from "./amountCases.js";
import { type Case, randomCase } from "./cases.js";
import { type Call, MIDNIGHT, TOKEN } from "./chain.js";
import { encodeCase, encodeRun } from "./encode.js";
import { someForm } from "./forms.js";
import { CASE_KINDS, type CaseKind } from "./kinds/index.js";
import { fullProgram, guardedProgram } from "./programForms.js";
import { type Random, seeded } from "./random.js";

/** Cases in one call. */
export const BATCH = 100;

/** Around which kinds cases are made, in turn: twice around those that seldom decide alone. */
const TARGETS: readonly CaseKind[] = [...CASE_KINDS, "mostShare", "holdingPeriod"];

/** Years in which cases are judged: those of days below 2**16, less those that they look ahead. */
const YEARS = { first: 2000, count: 140 };

/** When a batch is judged: around one midnight; every fourth around the beginning of another day, mostly one at which months or years turn. */
function timeOf(seed: number, batch: number): bigint {
  const around = BigInt(batch % 3) - 1n;
  if (batch % 4 !== 3) return MIDNIGHT + around;
  const random = seeded(fc.hash(`day ${seed} ${batch}`));
  // Leap years and their neighbours, of centuries among them, and the first of an era of 400 years.
  const year = random.oneIn(2)
    ? random.pick([2000, 2000, 2000, 2099, 2100, 2101])
    : YEARS.first + random.int(YEARS.count);
  const days = random.oneIn(3) ? random.int(366) : random.pick([-1, 0, 1, 28, 30, 57, 58, 59, 60, 61, 62, 89, 90]);
  return BigInt(Date.UTC(year, 0, 1 + days) / 1000) + around;
}

/** Cases that are put to the chain in one call. */
export type Batch = {
  readonly cases: readonly Case[];
  readonly encoded: readonly string[];
  readonly call: Call;
};

/** Cases from `first` on, all at one time, each from a seed of its own. */
export function makeBatch(seed: number, first: number, count: number): Batch {
  const time = timeOf(seed, first / BATCH);
  const seeds = fc.sample(fc.nat(0xffff_ffff), { seed: fc.hash(`${seed} ${first}`), numRuns: count });
  const cases = seeds.map((one, i) =>
    withQuestions(seeded(one), TARGETS[(first + i) % TARGETS.length] as CaseKind, time),
  );
  const encoded = cases.map((one) => encodeCase(one).slice(2));
  return { cases, encoded, call: { time, data: encodeRun(encoded) } };
}

/** A case in which the engine is perhaps asked for more: headroom, half of it under rules by which the amount decides; whether something is a program; how its program is scheduled. */
function withQuestions(random: Random, target: CaseKind, time: bigint): Case {
  const one = randomCase(random, target, TOKEN, time);
  const asksHeadroom = random.oneIn(3);
  const published = random.oneIn(2) ? someProgram(random, one) : undefined;
  const isScheduled = random.oneIn(8);
  return { ...(asksHeadroom && random.oneIn(2) ? byAmount(random, one) : one), asksHeadroom, published, isScheduled };
}

/** Bytes that are a program, or nearly: most often like that of the case. */
function someProgram(random: Random, { program }: Case): Hex {
  if (random.oneIn(24)) return fullProgram(random);
  return random.oneIn(6) ? guardedProgram(random) : someForm(random, program);
}
