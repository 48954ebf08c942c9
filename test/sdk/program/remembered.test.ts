import { expect } from "chai";
import fc from "fast-check";
import { isRuled, ruleMovements } from "../../../sdk/kinds/index.js";
import { evaluate, type Facts, type ProgramParts } from "../../../sdk/program/index.js";
import { findingOf, refuses } from "../../../sdk/program/evaluate.js";
import { loadProgram } from "../../../sdk/program/loadProgram.js";
import { remembering } from "../../../sdk/program/remembering.js";
import { situationOf } from "../../../sdk/program/situation.js";
import type { Finding, Movement } from "../../../sdk/verdict/index.js";
import { anyProgram } from "./arbitrary.js";
import { DE, facts, FR, movement, NOW, parts, record, rule, US, ZERO } from "./build.js";

/** What `evaluate` must say, asked of every rule alone with nothing left out beforehand. */
function findingsByRule(program: ProgramParts, some: Facts, moved: Movement): readonly Finding[] {
  const situation = situationOf(some, moved);
  if (moved.amount === 0n || situation.within || !isRuled(moved.kind)) return [];
  const { always, paths, asking } = loadProgram(program)[moved.kind];
  const refusing = (rules: typeof always) => rules.filter((one) => refuses(one, situation));
  const open = paths.length === 0 || paths.some((path) => refusing(path).length === 0);
  return [...refusing(always), ...(open ? [] : paths.flatMap(refusing)), ...refusing(asking)].map((one) =>
    findingOf(one, situation),
  );
}

/** Few different records and times, so that what was found out before is asked for again. */
const oneRecord = fc
  .record({
    investor: fc.integer({ min: 7, max: 9 }),
    country: fc.constantFrom(US, FR, DE),
    lane: fc.integer({ min: 0, max: 3 }),
    statuses: fc.constantFrom(0, 1, 0xff00_0001, 0xffff_ffff),
    states: fc.constantFrom(0, 2),
    kycUntil: fc.constantFrom(NOW, NOW + 1n),
    statusUntil: fc.constantFrom(NOW, NOW + 1n),
  })
  .map(record);

const question = fc.record({
  kind: fc.constantFrom("transfer" as const, "mint" as const, "burn" as const),
  sender: oneRecord,
  receiver: oneRecord,
  time: fc.constantFrom(NOW - 1n, NOW, NOW + 1n, NOW + 2n),
  amount: fc.constantFrom(1n, 100n, 1000n),
});

describe("evaluate, asked again", () => {
  it("behavior: says of the same parties what each rule alone says, whatever was asked before", () => {
    fc.assert(
      fc.property(
        fc.array(anyProgram, { minLength: 1, maxLength: 3 }),
        fc.array(question, { maxLength: 40 }),
        (programs, questions) => {
          for (const [index, { kind, amount, ...some }] of questions.entries()) {
            const program = programs[index % programs.length] as ProgramParts;
            const known = facts(some);
            const from = kind === "mint" ? ZERO : movement().from;
            const to = kind === "burn" ? ZERO : movement().to;
            const moved = movement({ kind, amount, from, to });
            const decision = evaluate(program, known, moved);
            const found = decision.allowed ? [] : [decision.first, ...decision.rest];
            const ofRules = found.filter(({ provision }) => provision !== null);
            if (ofRules.length === found.length) expect(ofRules).to.deep.equal(findingsByRule(program, known, moved));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("behavior: evidence that was fresh is asked for again when it lapses, and when time goes back", () => {
    const program = parts([rule({ kind: "evidenceFresh", movements: ruleMovements("receiver"), limit: 0n })]);
    const at = (time: bigint) => evaluate(program, facts({ time }), movement()).allowed;
    expect([NOW, NOW + 999n, NOW + 1000n, NOW + 999n, NOW + 1001n, NOW].map(at)).to.deep.equal([
      ...[true, true, false, true, false, true],
    ]);
  });

  it("behavior: an offer that opens and closes is judged by the second that is asked about", () => {
    const token = { side: "token" as const, movements: 1 };
    const program = parts([
      rule({ kind: "notBefore", ...token, limit: NOW }),
      rule({ kind: "notAfter", ...token, limit: NOW + 10n }),
    ]);
    const at = (time: bigint) => evaluate(program, facts({ time }), movement()).allowed;
    expect([NOW - 1n, NOW, NOW + 9n, NOW + 10n, NOW + 9n, NOW - 1n, NOW].map(at)).to.deep.equal([
      ...[false, true, true, false, true, false, true],
    ]);
  });

  it("behavior: a record is never taken for another one, in whichever place it is remembered", () => {
    const twice = remembering((word) => word * 2n);
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 2n ** 256n - 1n), { maxLength: 50 }), fc.nat(3), (words, shift) => {
        for (const word of [...words, ...words.map((one) => one >> BigInt(64 * shift)), ...words])
          expect(twice(word)).to.equal(word * 2n);
      }),
    );
    // These differ above the 64 bits that say where a word is remembered.
    for (const word of [1n, 1n + (1n << 64n), 1n + (2n << 64n), 1n]) expect(twice(word)).to.equal(word * 2n);
  });
});
