import { expect } from "chai";
import { boundsOf } from "../../../../sdk/cli/report/bounds.js";
import {
  amountInWords,
  expressionInWords,
  factInWords,
  predicateInWords,
  spaced,
} from "../../../../sdk/cli/report/words.js";
import type { Predicate, Provision } from "../../../../sdk/rulebook/index.js";

const fact = (name: string) => ({ fact: `activity.${name}` as const });
const bound = (cmp: "<=" | ">=" | ">", num: string): Predicate => ({
  left: fact("position"),
  cmp,
  right: { num, unit: "contract" },
});

describe("words of the report", () => {
  it("default: names, amounts and facts as people write them", () => {
    expect(spaced("shareOfClass")).to.equal("share of class");
    expect(spaced("conditionsOf4a7")).to.equal("conditions of 4a7");
    expect(spaced("buyerAware144A")).to.equal("buyer aware 144A");
    expect(factInWords("counterparty.qualifiedPurchaser")).to.equal("counterparty’s qualified purchaser");
    expect(amountInWords("5000000", "USD")).to.equal("$5,000,000");
    expect(amountInWords("-0.50", "USD")).to.equal("−$0.50");
    expect(amountInWords("12.5", "percent")).to.equal("12.5 %");
    expect(amountInWords("1", "businessDay")).to.equal("1 business day");
    expect(amountInWords("123456789012345678901234.000000000000000001", "unit")).to.match(
      /^123,456,789,012,345,678,901,234\.000000000000000001 units$/,
    );
  });

  it("default: predicates, with brackets only where they are needed", () => {
    const both: Predicate = { all: [bound("<=", "25000"), { any: [bound(">", "1"), { not: bound(">=", "2") }] }] };
    expect(predicateInWords(both)).to.equal(
      "position is at most 25,000 contracts and (position is above 1 contract or not (position is at least 2 contracts))",
    );
    expect(predicateInWords({ left: fact("credit"), cmp: "==", right: { bool: false } })).to.equal("credit: no");
    expect(predicateInWords({ left: fact("credit"), cmp: "!=", right: { bool: false } })).to.equal("credit: yes");
  });

  it("default: arithmetic, dates and choices", () => {
    expect(
      expressionInWords({
        op: "mul",
        of: [
          { num: "10", unit: "percent" },
          { op: "add", of: [fact("a"), fact("b")] },
        ],
      }),
    ).to.equal("10 % × (a + b)");
    expect(expressionInWords({ op: "max", of: [{ num: "5" }, fact("a")] })).to.equal("the greatest of 5 and a");
    expect(
      expressionInWords({ after: fact("day"), period: { n: 1, unit: "businessDay", calendar: "us-market" } }),
    ).to.equal("day + 1 business day of the market");
    expect(
      expressionInWords({
        pick: [{ when: bound(">", "1"), then: { num: "2", unit: "percent" } }],
        else: { num: "5", unit: "percent" },
      }),
    ).to.equal("2 % if position is above 1 contract; otherwise 5 %");
  });
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
