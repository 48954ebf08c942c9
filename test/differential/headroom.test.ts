import { expect } from "chai";
import { encodeFunctionData, parseAbi } from "viem";
import { evaluate, headroomOf } from "../../sdk/program/index.js";
import type { Headroom } from "../../sdk/verdict/index.js";
import { brokenClaims, headroomByCounting, turningPoints } from "../fixtures/headroom.js";
import { byAmount } from "./amountCases.js";
import { type Case, randomCase, withOthers } from "./cases.js";
import { builtCodes, MIDNIGHT, openChain, TOKEN } from "./chain.js";
import { encodeCase, splitOutcomes, word } from "./encode.js";
import { roomWords } from "./expected.js";
import { CASE_KINDS, type CaseKind } from "./kinds/index.js";
import { BOTH_ALLOW } from "./plugIns.js";
import { roomWithOthers } from "./otherRooms.js";
import { ALLOWING_BOOK } from "./positions.js";
import { seeded } from "./random.js";

const CASES = Number(process.env["HEADROOM_CASES"] ?? 3_150);
const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20_261_125);
/** Cases in one call. */
const BATCH = 100;
/** The chain's own `check` is asked in one case of so many; odd, so that it meets cases of both makes. */
const CHECKED = 5;
/** Up to this balance every amount is tried. */
const COUNTED = 64n;

const runHeadroom = parseAbi(["function runHeadroom(bytes[], uint256[][]) returns (bytes[])"])[0];

describe("headroomOf and the engine", () => {
  it(`behavior: ${CASES} cases, all numbers alike, and true by every amount that was tried (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const seen = {
      intervals: 0,
      beginAbove1: 0,
      onlyWhole: 0,
      apart: 0,
      none: 0,
      bound: 0,
      timed: 0,
      ofSeveralPaths: 0,
    };
    const batches = Array.from({ length: Math.ceil(CASES / BATCH) }, (_batch, b) => {
      const done = b * BATCH;
      const cases = Array.from({ length: Math.min(BATCH, CASES - done) }, (_, i) => {
        const target = CASE_KINDS[(done + i) % CASE_KINDS.length] as CaseKind;
        // The claims are tried on all rules but those that ask others: what these answer, `fuzz.ts` has.
        const some = withOthers(randomCase(random, target, TOKEN, MIDNIGHT), {
          plugIns: BOTH_ALLOW,
          book: ALLOWING_BOOK,
        });
        const one = i % 2 === 0 ? some : byAmount(random, some);
        const room = roomWithOthers(one, headroomOf(one.program, one.facts, one.movement));
        const inside = Array.from({ length: 3 }, () => room.least + random.amount(room.most - room.least + 1n) - 1n);
        const edges = [room.least - 1n, room.least, room.most, room.most + 1n, one.facts.senderBalance, room.tried];
        const amounts = i % CHECKED === 0 ? [...edges, ...inside].filter((amount) => amount > 0n) : [];
        return { one, room, amounts, probes: [...turningPoints(one), ...inside] };
      });
      const args = [cases.map(({ one }) => encodeCase(one)), cases.map(({ amounts }) => amounts)] as const;
      const data = encodeFunctionData({ abi: [runHeadroom], args });
      return { done, cases, call: { time: MIDNIGHT, data } };
    });
    const chain = openChain(builtCodes());
    const answers = await chain(batches.map(({ call }) => call));
    for (const [b, { done, cases }] of batches.entries()) {
      const outcomes = splitOutcomes(answers[b] ?? "0x");
      for (const [i, { one, room, amounts, probes }] of cases.entries()) {
        const why = describeCase(one, room, done + i);
        const kept = isKept(one);
        expect(kept ? brokenClaims(one, room, probes) : [], why).to.deep.equal([]);
        if (kept && one.facts.senderBalance > 0n && one.facts.senderBalance <= COUNTED) {
          const { least, most, whole } = room;
          expect({ least, most, whole }, why).to.deep.equal(headroomByCounting(one, COUNTED + 1n));
        }
        const allowed = amounts.map((amount) => evaluate(one.program, one.facts, { ...one.movement, amount }).allowed);
        expect(outcomes[i], why).to.equal(roomWords(room) + allowed.map(word).join(""));
        note(seen, one, room);
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).to.be.at.least(CASES / 200);
  });
});

/**
 * Whether what stands in the meters of groups can be kept by the engine: of a sender that is counted, the sums hold at least its units. Of other sums, at
 * which a difference stops at zero, headroom promises nothing, and is the engine's all the same.
 */
const isKept = ({ facts }: Case): boolean =>
  facts.readings.every(
    ({ used, beside, fromWeight, fromBeside }) =>
      beside >= fromBeside * facts.senderHolding && used >= fromWeight * facts.senderHolding,
  );

/** Counts what must be seen often enough. */
function note(seen: Record<string, number>, { program, facts }: Case, room: Headroom): void {
  const { least, most, whole, binding, from } = room;
  const balance = facts.senderBalance;
  const paths = new Set(program.rules.map(({ path }) => path)).size - (program.rules[0]?.path === 0 ? 1 : 0);
  const is: Readonly<Record<string, boolean>> = {
    intervals: most > 0n,
    beginAbove1: least > 1n,
    onlyWhole: most === 0n && whole,
    apart: most > 0n && whole && most < balance,
    none: most === 0n && !whole,
    bound: binding !== null && most > 0n,
    timed: from !== null,
    ofSeveralPaths: most > 0n && paths > 1,
  };
  for (const [what, holds] of Object.entries(is)) if (holds) seen[what] = (seen[what] ?? 0) + 1;
}

const describeCase = ({ movement, facts, program, target }: Case, room: Headroom, index: number): string =>
  `case ${index} (${target}): ${JSON.stringify(
    { room, movement, facts, rules: program.rules },
    (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value),
  )}`;
