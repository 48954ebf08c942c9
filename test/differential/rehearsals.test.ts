import { expect } from "chai";
import { encodeFunctionData, parseAbi } from "viem";
import { readField, RECORD_WORD } from "../../sdk/kinds/index.js";
import { evaluate, type Facts, type Program } from "../../sdk/program/index.js";
import { type Case, randomCase, withoutNext } from "./cases.js";
import { builtCodes, MIDNIGHT, openChain, TOKEN } from "./chain.js";
import { encodeCase, splitOutcomes, word } from "./encode.js";
import { decisionWords } from "./expected.js";
import { CASE_KINDS, type CaseKind } from "./kinds/index.js";
import { DAY, lotWord } from "./lots.js";
import { metersAt } from "./meters.js";
import { positionOf } from "./positions.js";
import { type Random, seeded } from "./random.js";

const CASES = Number(process.env["REHEARSAL_CASES"] ?? 630);
const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20_261_125);
/** Cases in one call. */
const BATCH = 90;
const NOW = MIDNIGHT;

/** Judged on what the books keep for the program in force only. */
const ON_BOOKS: readonly CaseKind[] = ["mostHolders", "holdingPeriod", "trancheClosedSince", "mostOutflow"];

const runAs = parseAbi(["function runAs(bytes[], uint256[]) returns (bytes[])"])[0];

describe("evaluate and the engine's rehearsals", () => {
  it(`behavior: ${CASES} cases: as of now the same as check and explain; at another time, and by an id, as evaluate says (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const seen = { changed: 0, notInForce: 0 };
    const batches = Array.from({ length: Math.ceil(CASES / BATCH) }, (_batch, b) => {
      const done = b * BATCH;
      const cases = Array.from({ length: Math.min(BATCH, CASES - done) }, (_, i) => {
        const kinds = i % 2 === 0 ? CASE_KINDS : ON_BOOKS;
        const target = kinds[Math.floor((done + i) / 2) % kinds.length] as CaseKind;
        // What will be in force at another time is not what is asked.
        const one = withoutNext(randomCase(random, target, TOKEN, NOW));
        return { one, time: someTime(random, one, NOW) };
      });
      const args = [cases.map(({ one }) => encodeCase(one)), cases.map(({ time }) => time)] as const;
      const data = encodeFunctionData({ abi: [runAs], args });
      return { done, cases, call: { time: NOW, data } };
    });
    const chain = openChain(builtCodes());
    const answers = await chain(batches.map(({ call }) => call));
    for (const [b, { done, cases }] of batches.entries()) {
      const outcomes = splitOutcomes(answers[b] ?? "0x");
      for (const [i, { one, time }] of cases.entries()) {
        const { program, facts, movement } = one;
        const asOf = (at: Facts): Facts => ({ ...at, positions: positionOf({ ...one, facts: at }) });
        const then = evaluate(program, asOf(metersAt(one, time)), movement);
        const rehearsed = evaluate(program, notInForce(program, asOf(metersAt(one, time, false)), NOW), movement);
        const expected = word(true) + decisionWords(then) + decisionWords(rehearsed);
        expect(outcomes[i], describeCase(one, time, done + i)).to.equal(expected);
        if (then.allowed !== evaluate(program, facts, movement).allowed) seen.changed++;
        if (decisionWords(then) !== decisionWords(rehearsed)) seen.notInForce++;
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).to.be.at.least(CASES / 25);
  });
});

/** Mostly a second on which something turns, ± 1: evidence that lapses, a date of a rule, the end of a holding period. */
function someTime(random: Random, { program, facts, movement }: Case, now: bigint): bigint {
  const turns = [facts.sender, facts.receiver].flatMap((record) => [
    readField(record, RECORD_WORD.kycUntil),
    readField(record, RECORD_WORD.statusUntil),
  ]);
  const dates = program.rules.flatMap(({ kind, limit }) =>
    kind === "notBefore" || kind === "notAfter" ? [limit] : [],
  );
  const decision = evaluate(program, facts, movement);
  const ends = decision.allowed
    ? []
    : [decision.first, ...decision.rest].flatMap(({ unit, limit }) => (unit === "unixSeconds" ? [limit] : []));
  const time = random.pick([...turns, ...dates, ...ends, now - 1_000n * DAY, now + 1_000n * DAY, 2n ** 256n - 2n]);
  return time === 0n || random.oneIn(8) ? now : time + BigInt(random.int(3)) - 1n || 1n;
}

/** Facts for a program that is not in force: holders of its groups by country, of which there are those of the two parties; lots of today. */
function notInForce(program: Program, facts: Facts, now: bigint): Facts {
  const country = (record: bigint) => Number(readField(record, RECORD_WORD.country));
  const counts = new Map([
    [country(facts.receiver), facts.receiverCounts],
    [country(facts.sender), facts.senderCounts],
  ]);
  const within = readField(facts.sender, RECORD_WORD.investor) === readField(facts.receiver, RECORD_WORD.investor);
  const lots = (holds: boolean, holding: bigint) =>
    holds && holding > 0n ? [lotWord(Number(now / DAY), 0, holding)] : [];
  const senderLots = lots(facts.senderHolds, facts.senderHolding);
  return {
    ...facts,
    groups: facts.groups.map((_, set) =>
      [...counts].reduce(
        (sum, [of, count]) => sum + (program.countrySets[set]?.includes(of) === true ? count : 0n),
        0n,
      ),
    ),
    senderLots,
    receiverLots: within ? senderLots : lots(facts.receiverHolds, facts.receiverHolding),
  };
}

const describeCase = (one: Case, time: bigint, index: number): string =>
  `case ${index} as of ${time}, ${JSON.stringify({ ...one, program: one.program.rules }, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value))}`;
