import { expect } from "chai";
import { getAddress } from "viem";
import { programChanges } from "../../../sdk/change/index.js";
import { RULE_KINDS, type Rule, type RuleKindEntry } from "../../../sdk/kinds/index.js";
import { assembleProgram, evaluate, meterKeyOf, type Program, type ProgramParts } from "../../../sdk/program/index.js";
import { SCHEMES } from "../../../sdk/rulebook/index.js";
import { randomCase } from "../../differential/cases.js";
import { CASE_KINDS } from "../../differential/kinds/index.js";
import { type Random, seeded } from "../../differential/random.js";
import { SETS } from "../../differential/sets.js";

const NOW = 1_800_000_000n;
const CASES = 3_000;
const SEED = 2026;
const token = getAddress(`0x${"aa".repeat(20)}`);

const words = { decimals: 0, scheme: SCHEMES.us, setNames: SETS.map(String), pathNames: [], originNames: [] };
const changesOf = (current: ProgramParts | null, wanted: Program) => programChanges({ current, wanted, words });

const parts = ({ rules, countrySets, provisions, rulebook, lots }: ProgramParts): ProgramParts => ({
  ...{ rules, countrySets, provisions, rulebook, lots },
});

/** The same rules, one of them changed in one field; or one taken away, or put on another path. Some results are no program. */
function mutated(random: Random, program: Program): Program | undefined {
  const at = random.int(program.rules.length);
  const rule = program.rules[at];
  if (rule === undefined) return undefined;
  const bit = 1 << random.int(31);
  const { limit, window } = RULE_KINDS[rule.kind] as RuleKindEntry;
  const changes: readonly (() => Partial<Rule> | null)[] = [
    () => null,
    () => ({ limit: rule.limit + (random.oneIn(2) ? 1n : -1n) }),
    () => ({ limit: limit.least + random.amount(limit.most - limit.least + 1n) - 1n }),
    () => ({ movements: (rule.movements ^ (1 << random.int(6))) >>> 0 }),
    () => ({ lanes: (rule.lanes ^ (1 << random.int(8))) >>> 0 }),
    () => ({ liftedBy: (rule.liftedBy ^ bit) >>> 0 }),
    () => ({ otherLanes: (rule.otherLanes ^ (1 << random.int(8))) >>> 0 }),
    () => ({ otherBits: (rule.otherBits ^ (1 << (24 + random.int(4)))) >>> 0 }),
    () => ({ countrySet: random.oneIn(2) ? null : { set: random.int(SETS.length), outside: random.oneIn(2) } }),
    () => ({ otherCountrySet: random.oneIn(2) ? null : { set: random.int(SETS.length), outside: random.oneIn(2) } }),
    () => (window === undefined ? {} : { window: window.least + random.int(window.most - window.least + 1) }),
    () => ({ path: random.int(4) }),
  ];
  const change = random.pick(changes)();
  const rules =
    change === null
      ? program.rules.filter((_, i) => i !== at)
      : program.rules.map((one, i) => (i === at ? { ...one, ...change } : one));
  try {
    return assembleProgram({ ...parts(program), rules });
  } catch {
    return undefined;
  }
}

/** What its facts tell by place: the meters, if there are several, and how many rules ask another contract. */
function askedBy(program: Program): readonly (string | number)[] {
  const metered = program.rules.flatMap(({ kind }, i) => (RULE_KINDS[kind].judgedOn === "meter" ? [i] : []));
  const asking = program.rules.filter(({ kind }) => kind === "plugIn").length;
  const telling = program.rules.filter(({ kind }) => kind === "positionLimit").length;
  return [...(metered.length > 1 ? metered.map((i) => meterKeyOf(program, i)) : [metered.length]), asking, telling];
}

describe("programChanges", () => {
  it("behavior: what is called stricter lets nothing more pass, what is called looser nothing less, and nothing is passed over", () => {
    const random = seeded(SEED);
    const seen = { stricter: 0, looser: 0, both: 0, neutral: 0, refusedMore: 0, refusedLess: 0 };
    for (let i = 0; i < CASES; i++) {
      const target = random.pick(CASE_KINDS);
      const one = randomCase(random, target, token, NOW);
      const other = mutated(random, one.program);
      if (other === undefined || other.id === one.program.id) continue;
      // Counts of groups come by index: a case says them of its own program's sets.
      if (one.facts.groups.length > 0 && String(other.countrySets) !== String(one.program.countrySets)) continue;
      // And what meters show and other contracts answer, by the place of the rule among its like.
      if (String(askedBy(other)) !== String(askedBy(one.program))) continue;
      const [current, wanted] = random.oneIn(2) ? [one.program, other] : [other, one.program];
      const changes = changesOf(current, wanted);
      const effects = new Set(changes.map(({ effect }) => effect));
      for (const { effect, loosens } of changes) {
        if (effect !== undefined) seen[effect]++;
        expect(loosens).to.equal(effect === "looser" || effect === "both");
      }
      const [before, after] = [current, wanted].map((program) => evaluate(program, one.facts, one.movement).allowed);
      if (before && !after) seen.refusedMore++;
      if (after && !before) seen.refusedLess++;
      const place = `case ${i}: ${JSON.stringify(changes)}`;
      if (after && !before)
        expect(
          [...effects].some((effect) => effect === "looser" || effect === "both"),
          place,
        ).to.equal(true);
      if (before && !after)
        expect(
          [...effects].some((effect) => effect === "stricter" || effect === "both"),
          place,
        ).to.equal(true);
    }
    // The cases show both, and most mutations are told apart.
    expect(seen.refusedMore).to.be.greaterThan(30);
    expect(seen.refusedLess).to.be.greaterThan(30);
    expect(seen.stricter).to.be.greaterThan(250);
    expect(seen.looser).to.be.greaterThan(250);
  });

  it("behavior: nothing changes to the same rules, in whatever order they were written", () => {
    const random = seeded(SEED + 1);
    for (let i = 0; i < 200; i++) {
      const { program } = randomCase(random, random.pick(CASE_KINDS), token, NOW);
      expect(changesOf(program, program)).to.deep.equal([]);
      expect(
        changesOf(assembleProgram({ ...parts(program), rules: [...program.rules].reverse() }), program),
      ).to.deep.equal([]);
    }
  });

  const limited = (limit: bigint): Program =>
    assembleProgram({
      rules: [
        {
          ...{ kind: "mostUnits", movements: 1, side: "receiver", path: 0, provision: 0, modes: 0, lanes: 0 },
          ...{ countrySet: null, liftedBy: 0, otherLanes: 0, otherCountrySet: null, otherBits: 0, window: 0, limit },
        },
      ],
      countrySets: [],
      provisions: [`0x${"11".repeat(32)}`],
      rulebook: `0x${"22".repeat(32)}`,
    });

  it("default: says what a limit was and will be, for whom", () => {
    expect(changesOf(limited(500n), limited(400n))).to.deep.equal([
      {
        path: "program.rules[0]",
        from: "On a transfer, the receiver must hold at most 500 tokens afterwards.",
        to: "On a transfer, the receiver must hold at most 400 tokens afterwards.",
        loosens: false,
        effect: "stricter",
      },
    ]);
    expect(changesOf(limited(400n), limited(500n))[0]).to.include({ loosens: true, effect: "looser" });
  });

  it("behavior: a first program only adds, an empty one only takes away", () => {
    const empty = assembleProgram({ ...parts(limited(1n)), rules: [], provisions: [] });
    expect(changesOf(null, limited(1n)).map(({ from, effect }) => [from, effect])).to.deep.equal([[null, "stricter"]]);
    expect(changesOf(limited(1n), empty).map(({ path, to, effect }) => [path, to, effect])).to.deep.equal([
      ["current.rules[0]", null, "looser"],
    ]);
  });
});
