import { expect } from "chai";
import type { Predicate } from "../../../sdk/rulebook/index.js";
import {
  amountInWords,
  dayInWords,
  expressionInWords,
  factInWords,
  grouped,
  meterInWords,
  numbersIn,
  predicateInWords,
  spaced,
} from "../../../sdk/rulebook/words/index.js";

const fact = (name: string) => ({ fact: `activity.${name}` as const });
const bound = (cmp: "<=" | ">=" | ">", num: string): Predicate => ({
  left: fact("position"),
  cmp,
  right: { num, unit: "contract" },
});

describe("words of law", () => {
  it("default: names, amounts and facts as people write them", () => {
    expect(spaced("shareOfClass")).to.equal("share of class");
    expect(spaced("conditionsOf4a7")).to.equal("conditions of 4a7");
    expect(spaced("buyerAware144A")).to.equal("buyer aware 144A");
    const letters = {
      ...{ conformsToRegulationTOrU: "conforms to regulation T or U", outsideRegulationT: "outside regulation T" },
      ...{ formDFiled: "form D filed", regulationSPublicAbroad: "regulation S public abroad", regA1: "reg A1" },
      ...{ issuersForm144AInformation: "issuers form 144A information", otherConditionsOfD: "other conditions of D" },
      ...{ ofASmallHolder: "of a small holder", atMostAQuarterPercent: "at most a quarter percent", regCF: "reg CF" },
      ...{ eventBeforeMay2016: "event before May 2016", sellerMayUse904: "seller may use 904", A: "A" },
      ...{ componentsIn675ByVolume: "components in 675 by volume", "2To5Years": "2 to 5 years" },
    };
    for (const [name, words] of Object.entries(letters)) expect(spaced(name)).to.equal(words);
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

  it("default: what a meter reads", () => {
    const where = { left: { bool: true }, cmp: "==", right: { bool: true } } as const;
    const counted = { take: "count", base: "purchasers", basis: "purchase", unit: "person" } as const;
    const of = { ...counted, where, per: [] };
    expect(meterInWords({ ...of, window: { last: { n: 90, unit: "day" } }, withThis: true })).to.equal(
      "number of purchasers (purchase) in any 90 days, this one included",
    );
    expect(meterInWords({ ...of, window: { at: "fiscalYearEnd" }, withThis: false })).to.equal(
      "number of purchasers (purchase) at the end of the fiscal year",
    );
  });

  it("default: days", () => {
    expect(dayInWords("2027-01-04")).to.equal("4 January 2027");
    expect(dayInWords("1933-05-27")).to.equal("27 May 1933");
    expect(dayInWords("2024-02-29")).to.equal("29 February 2024");
  });

  it("behavior: the numbers of a text are those that were put into it", () => {
    for (const number of ["0", "999", "1000", "-1000", "0.50", "12345.678", "123456789012345678901234.0001"])
      for (const unit of ["USD", "percent", "person", undefined] as const)
        expect([...numbersIn(`a is at most ${amountInWords(number, unit)}`)], `${number} ${unit}`).to.deep.equal([
          number,
        ]);
    expect([...numbersIn(`${grouped("1234")}, ${grouped("5")} − ${grouped("67")}`)]).to.deep.equal(["1234", "5", "67"]);
    expect([...numbersIn("25000 and 60 percent")]).to.deep.equal(["25000", "60"]);
    expect([...numbersIn("yes")]).to.deep.equal([]);
  });
});
