import { expect } from "chai";
import { boundsOf } from "../../../../sdk/cli/report/bounds.js";
import type { Predicate, Provision } from "../../../../sdk/rulebook/index.js";

const fact = (name: string) => ({ fact: `activity.${name}` as const });
const bound = (cmp: "<=" | ">=" | ">", num: string): Predicate => ({
  left: fact("position"),
  cmp,
  right: { num, unit: "contract" },
});

describe("boundsOf", () => {
  const asks = (...tests: Predicate[]) =>
    ({
      id: "p",
      effect: {
        type: "limit",
        requires: tests.map((test, index) => ({ id: `r${index}`, measure: `m${index}`, test })),
      },
    }) as unknown as Provision;
  const of = (provision: Provision | undefined, path = "pack: provisions[0]", measure: string | null = "m0") =>
    boundsOf(
      { provision: "p", path, authority: "SEC", effect: "limit", products: "any", says: "" },
      provision,
      measure,
    ).map(({ cmp, number, words }) => [cmp, number, words]);

  it("default: the number of the requirement that the path names, and without one of the measure", () => {
    const two = asks(bound("<=", "1"), bound("<=", "2"));
    expect(of(two)).to.deep.equal([["<=", "1", "1 contract"]]);
    expect(of(two, "pack: provisions[0].effect.requires[1].test")).to.deep.equal([["<=", "2", "2 contracts"]]);
    expect(of(two, "pack: provisions[0]", "m1")).to.deep.equal([["<=", "2", "2 contracts"]]);
    expect(of(two, "pack: provisions[0]", null)).to.deep.equal([]);
  });

  it("behavior: what is denied, or on the left, is turned round", () => {
    expect(of(asks({ not: bound(">", "3") }))).to.deep.equal([["<=", "3", "3 contracts"]]);
    expect(of(asks({ not: { not: bound(">", "3") } }))).to.deep.equal([[">", "3", "3 contracts"]]);
    expect(of(asks({ left: { num: "4" }, cmp: ">=", right: fact("a") }))).to.deep.equal([["<=", "4", "4"]]);
  });

  it("behavior: a number within arithmetic, a period or a choice", () => {
    expect(
      of(asks({ left: fact("a"), cmp: "<=", right: { op: "mul", of: [fact("b"), { num: "12.5", unit: "percent" }] } })),
    ).to.deep.equal([["<=", "12.5", "b × 12.5 %"]]);
    expect(
      of(asks({ left: fact("d"), cmp: "<=", right: { after: fact("e"), period: { n: 28, unit: "day" } } })),
    ).to.deep.equal([["<=", "28", "e + 28 days"]]);
    expect(of(asks({ left: fact("a"), cmp: "==", right: { bool: true } }))).to.deep.equal([]);
  });

  it("behavior: nothing of a provision that is not there, or is another one", () => {
    expect(of(undefined)).to.deep.equal([]);
    expect(of({ ...asks(bound("<=", "1")), id: "other" })).to.deep.equal([]);
  });
});
