import { expect } from "chai";
import fc from "fast-check";
import { aggregatorOf } from "../../../sdk/positions/aggregatorOf.js";
import {
  compareFractions,
  type Fraction,
  fraction,
  NOTHING,
  plus,
  times,
  WHOLE,
} from "../../../sdk/positions/fraction.js";
import { interestsOf } from "../../../sdk/positions/interests.js";
import type { AggregationGraph } from "../../../sdk/positions/index.js";
import { relationsOn } from "../../../sdk/positions/relations.js";
import { agree, controls, graphOf, owns } from "./graphs.js";

/** How many graphs: some in each run, many in the nightly one. */
const GRAPHS = Number(process.env["CLOSURE_GRAPHS"] ?? 80);
const DAY = "2026-11-26";
const TENTH = fraction(1n, 10n);
const COUNT = 6;
const PERSONS = Array.from({ length: COUNT }, (_, index) => index + 1);

const person = fc.integer({ min: 1, max: COUNT });
const pair = fc.tuple(person, person).filter(([a, b]) => a !== b);
/** In percent. */
const percent = fc.constantFrom("0.01", "1", "5", "9.99", "10", "10.01", "19", "50", "80");
const ownership = fc.uniqueArray(fc.tuple(pair, percent), { maxLength: 9, selector: ([[a, b]]) => `${a} ${b}` });
const control = fc.array(pair, { maxLength: 3 });
const agreements = fc.array(pair, { maxLength: 2 });

/** Nobody is owned twice over, nor so nearly whole by a circle that going round takes for ever. */
const isPossible = ({ ownership: all }: Pick<AggregationGraph, "ownership">): boolean =>
  PERSONS.every(
    (one) => all.reduce((sum, { owned, percent: of }) => (owned === one ? sum + Number(of) : sum), 0) <= 100,
  );

const graphArbitrary = fc
  .tuple(ownership, control, agreements)
  .map(([owned, controlled, agreed]) =>
    graphOf({
      persons: PERSONS,
      ownership: owned.map(([[a, b], of]) => owns(a, b, of)),
      control: controlled.map(([a, b]) => controls(a, b)),
      agreements: agreed.map(([a, b]) => agree(a, b)),
    }),
  )
  .filter(isPossible);

/** The least interests of one person in every other, by going round until nothing moves: floating, from below. */
function roundAndRound({ ownership: owned, control: controlled, agreements: agreed }: AggregationGraph, of: number) {
  let values = new Map(PERSONS.map((one) => [one, one === of ? 1 : 0]));
  for (let moved = 1; moved > 1e-14;) {
    const last = values;
    const at = (one: number) => last.get(one) ?? 0;
    values = new Map(
      PERSONS.map((one) => {
        if (one === of) return [one, 1];
        const sum = owned.reduce(
          (all, edge) => (edge.owned === one ? all + (Number(edge.percent) / 100) * at(edge.owner) : all),
          0,
        );
        const by = controlled.map((edge) => (edge.controlled === one ? at(edge.controller) : 0));
        const beside = agreed.flatMap(({ members }) => (members.includes(one) ? members.map(at) : []));
        return [one, Math.max(sum, ...by, ...beside)];
      }),
    );
    moved = Math.max(...PERSONS.map((one) => Math.abs((values.get(one) ?? 0) - at(one))));
  }
  return values;
}

/** Every path on which nobody stands twice, of ownership alone. */
function alongPaths(
  { ownership: owned }: AggregationGraph,
  from: number,
  to: number,
  passed: readonly number[] = [],
): Fraction {
  if (from === to) return WHOLE;
  return owned
    .filter(({ owner, owned: of }) => owner === from && !passed.includes(of))
    .map((edge) =>
      times(ofPercent(edge.percent), alongPaths(graphOf({ ownership: owned }), edge.owned, to, [...passed, from])),
    )
    .reduce(plus, NOTHING);
}
const ofPercent = (text: string) => fraction(BigInt(Math.round(Number(text) * 100)), 10_000n);

const interest = (graph: AggregationGraph, of: number, in_: number): Fraction => {
  const relations = relationsOn(graph, DAY);
  return interestsOf(of, relations).get(relations.unitOf.get(in_) ?? in_) ?? NOTHING;
};
const found = (graph: AggregationGraph): ReadonlySet<string> => {
  const of = aggregatorOf(graph, relationsOn(graph, DAY), TENTH, DAY);
  return new Set(graph.persons.flatMap((one) => of(one).map(({ account }) => `${one} ${account}`)));
};
/** Chai's own `closeTo` is another one in a process in which the matchers of a chain are loaded. */
const near = ({ of, over }: Fraction, expected: number) => Math.abs(Number(of) / Number(over) - expected) < 1e-9;

describe("interests of a closure", () => {
  it("behavior: of random graphs they are what going round and round comes to", () => {
    fc.assert(
      fc.property(graphArbitrary, person, (graph, of) => {
        const expected = roundAndRound(graph, of);
        for (const one of PERSONS)
          expect(near(interest(graph, of, one), expected.get(one) ?? 0), `${of} in ${one}`).to.equal(true);
      }),
      { numRuns: GRAPHS },
    );
  });

  it("behavior: a circle that owns itself whole gives way to whatever comes from outside it", () => {
    // 2 and 3 are one, and own themselves through 4; what 1 has in them comes through 5, which they own in part.
    const owned = [owns(4, 2, "100"), owns(5, 3, "50"), owns(1, 5, "20"), owns(2, 5, "30")];
    const graph = graphOf({ persons: PERSONS, agreements: [agree(2, 3)], control: [controls(2, 4)], ownership: owned });
    expect([2, 3, 4].map((one) => interest(graph, 1, one))).to.deep.equal(Array(3).fill(fraction(2n, 17n)));
    expect(interest(graph, 1, 5)).to.deep.equal(fraction(4n, 17n));
  });

  it("behavior: without circles they are the sum over all paths of the product along each, exactly", () => {
    const downward = ownership.map((all) => all.filter(([[a, b]]) => a < b));
    fc.assert(
      fc.property(downward, person, person, (all, of, in_) => {
        const graph = graphOf({ persons: PERSONS, ownership: all.map(([[a, b], share]) => owns(a, b, share)) });
        expect(interest(graph, of, in_)).to.deep.equal(alongPaths(graph, of, in_));
      }),
      { numRuns: GRAPHS },
    );
  });

  it("behavior: the closure is every pair whose interest by brute force is a tenth or more", () => {
    fc.assert(
      fc.property(graphArbitrary, (graph) => {
        const all = found(graph);
        for (const of of PERSONS)
          for (const [one, value] of roundAndRound(graph, of)) {
            // At the tenth itself only the exact number can tell.
            const isOn =
              Math.abs(value - 0.1) < 1e-9 ? compareFractions(interest(graph, of, one), TENTH) >= 0 : value > 0.1;
            expect(all.has(`${of} ${one}`), `${of} of ${one}`).to.equal(of !== one && isOn);
          }
      }),
      { numRuns: GRAPHS },
    );
  });

  it("behavior: monotone: another edge, or a larger share, takes nobody out of a closure", () => {
    fc.assert(
      fc.property(
        graphArbitrary,
        pair,
        percent,
        fc.constantFrom("control", "agreements", "ownership"),
        (graph, [a, b], share, list) => {
          const before = found(graph);
          const added = { control: controls(a, b), agreements: agree(a, b), ownership: owns(a, b, share) }[list];
          const more = { ...graph, [list]: [...graph[list as "control"], added as never] };
          fc.pre(isPossible(more));
          const after = found(more);
          for (const one of before) expect(after.has(one), one).to.equal(true);
        },
      ),
      { numRuns: GRAPHS },
    );
  });

  it("behavior: a chain of a thousand owners, a circle of a hundred and a group of a thousand end", () => {
    const many = Array.from({ length: 1_000 }, (_, index) => index + 1);
    const next = (one: number, of: number) => (one % of) + 1;
    const chain = graphOf({ persons: many, ownership: many.slice(1).map((one) => owns(one - 1, one, "100")) });
    expect(interest(chain, 1, 1_000)).to.deep.equal(WHOLE);
    const circle = graphOf({
      persons: many,
      ownership: [...many.slice(1, 100).map((one) => owns(one, next(one, 100) || 2, "50")), owns(1, 2, "10")],
    });
    expect(near(interest(circle, 1, 2), 0.1)).to.equal(true);
    const group = graphOf({ persons: many, agreements: [agree(...many)] });
    expect(interest(group, 1, 1_000)).to.deep.equal(WHOLE);
  });
});
