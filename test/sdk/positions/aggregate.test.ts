import { expect } from "chai";
import { readPositionTables, SHIPPED_POSITION_TABLES, shippedLaw } from "../../../sdk/cli/readLaw.js";
import {
  AggregationGraphError,
  AggregatorsAboveMostError,
  PositionTablesCompileError,
} from "../../../sdk/errors/index.js";
import { aggregate, type AggregationGraph, type PreviousAggregation } from "../../../sdk/positions/index.js";
import { prepareRulebooks } from "../../../sdk/rulebook/index.js";
import { agree, alike, controls, graphOf, isExempt, owns } from "./graphs.js";

const ASOF = BigInt(Date.UTC(2026, 10, 26) / 1000);
const law = prepareRulebooks(shippedLaw());
const tables = readPositionTables(SHIPPED_POSITION_TABLES);
const of = (edges: Partial<AggregationGraph>, previous?: PreviousAggregation, asOf = ASOF) =>
  aggregate(graphOf(edges), { tables, law, asOf, previous });
/** Investor, then its aggregators. */
const found = (edges: Partial<AggregationGraph>, asOf = ASOF) =>
  of(edges, undefined, asOf).closures.map(({ investor, aggregators }) => [investor, ...aggregators].map(Number));

describe("aggregate", () => {
  it("default: who controls, agrees or owns enough is an aggregator, with the path and the documents", () => {
    const { closures, rule, graph, day } = of({
      control: [controls(1, 2)],
      ownership: [owns(2, 3, "12.5"), owns(4, 3, "5")],
    });
    expect([rule.percent, rule.provision.id, day]).to.deep.equal(["10", "us/cftc/rule-150-4", "2026-11-26"]);
    expect(graph).to.match(/^0x[0-9a-f]{64}$/);
    const source = `0x${"11".repeat(32)}`;
    const step = { upper: 2n, lower: 3n, by: "ownership", percent: "12.5", source };
    const control = { upper: 1n, lower: 2n, by: "control", percent: null, source };
    expect(closures).to.deep.equal([
      {
        ...{ investor: 2n, aggregators: [1n], asOf: ASOF, graph },
        because: [{ aggregator: 1n, ground: "control", interest: "100", path: [control], parts: [] }],
      },
      {
        ...{ investor: 3n, aggregators: [1n, 2n], asOf: ASOF, graph },
        because: [
          {
            ...{ aggregator: 1n, ground: "ownership", interest: "12.5", path: [control, step] },
            parts: [{ owner: 2n, owns: "12.5", interest: "100" }],
          },
          {
            ...{ aggregator: 2n, ground: "ownership", interest: "12.5", path: [step] },
            parts: [{ owner: 2n, owns: "12.5", interest: "100" }],
          },
        ],
      },
    ]);
  });

  it("behavior: 10 % and more counts, and 9.99 % does not; so do parts that add up", () => {
    const owned = (...percents: string[]) => found({ ownership: percents.map((one) => owns(1, 2, one)) });
    expect([owned("9.99"), owned("10"), owned("10.01")]).to.deep.equal([[], [[2, 1]], [[2, 1]]]);
    expect([owned("4", "5.999999999999"), owned("4", "6")]).to.deep.equal([[], [[2, 1]]]);
  });

  it("behavior: along a path shares are multiplied, and over all paths added", () => {
    const path = (last: string) => found({ ownership: [owns(1, 2, "50"), owns(2, 3, last)] });
    expect([path("19.99"), path("20"), path("20.01")]).to.deep.equal([
      [
        [2, 1],
        [3, 2],
      ],
      [
        [2, 1],
        [3, 1, 2],
      ],
      [
        [2, 1],
        [3, 1, 2],
      ],
    ]);
    const paths = (direct: string) => found({ ownership: [owns(1, 2, "50"), owns(2, 3, "8"), owns(1, 3, direct)] });
    expect([paths("5.99"), paths("6")]).to.deep.equal([
      [[2, 1]],
      [
        [2, 1],
        [3, 1],
      ],
    ]);
  });

  it("behavior: what somebody controlled holds counts whole to who controls it, and in parts to who owns it", () => {
    const held = (edges: Partial<AggregationGraph>) => found({ ownership: [owns(2, 3, "10")], ...edges });
    expect(held({ control: [controls(1, 4), controls(4, 2)] })).to.deep.equal([
      [2, 1, 4],
      [3, 1, 2, 4],
      [4, 1],
    ]);
    expect(held({ ownership: [owns(2, 3, "10"), owns(1, 2, "99")] })).to.deep.equal([
      [2, 1],
      [3, 2],
    ]);
    // What a person controls is of its position, and so of that of who owns enough of it.
    expect(found({ ownership: [owns(1, 2, "10")], control: [controls(2, 3)] })).to.deep.equal([
      [2, 1],
      [3, 1, 2],
    ]);
    expect(found({ ownership: [owns(1, 2, "9.99")], control: [controls(2, 3)] })).to.deep.equal([[3, 2]]);
  });

  it("behavior: who acts by agreement is one, and whoever is one with somebody who is", () => {
    expect(found({ agreements: [agree(1, 2), agree(2, 3)] })).to.deep.equal([
      [1, 2, 3],
      [2, 1, 3],
      [3, 1, 2],
    ]);
    const { closures } = of({ agreements: [agree(1, 2)], control: [controls(3, 1)] });
    expect(closures.map(({ because }) => because.map(({ ground }) => ground))).to.deep.equal([
      ["agreement", "control"],
      ["agreement", "control"],
    ]);
    // Of those who act by agreement none is owned less than the others.
    expect(found({ agreements: [agree(1, 2)], ownership: [owns(3, 1, "10")] })).to.deep.equal([
      [1, 2, 3],
      [2, 1, 3],
    ]);
  });

  it("behavior: circles of owners count as often as they go round, to the last fraction, and one that begins nowhere counts nothing", () => {
    const circle = (percent: string) =>
      found({ ownership: [owns(1, 2, percent), owns(2, 3, "50"), owns(3, 2, "50")] }).filter(([one]) => one === 2);
    // 7.5 / (1 - 0.5 × 0.5) is ten.
    expect([circle("7.499999999999"), circle("7.5")]).to.deep.equal([[[2, 3]], [[2, 1, 3]]]);
    expect(found({ ownership: [owns(2, 3, "100"), owns(3, 2, "100")] })).to.deep.equal([
      [2, 3],
      [3, 2],
    ]);
    expect(found({ control: [controls(1, 2), controls(2, 3), controls(3, 1)] })).to.deep.equal([
      [1, 2, 3],
      [2, 1, 3],
      [3, 1, 2],
    ]);
    const whole = found({ ownership: [owns(1, 2, "1"), owns(3, 2, "99"), owns(2, 3, "100")] });
    // Of a circle of which somebody outside has a hundredth it is the hundredth that goes round for ever: all of it.
    expect(whole).to.deep.equal([
      [2, 1, 3],
      [3, 1, 2],
    ]);
  });

  it("behavior: an exemption lifts control and ownership of one pair while it may be relied on, and nothing else", () => {
    const edges = { ownership: [owns(1, 2, "40"), owns(2, 3, "50")] };
    const exempt = (...exemptions: ReturnType<typeof isExempt>[]) => found({ ...edges, exemptions });
    expect(exempt()).to.deep.equal([
      [2, 1],
      [3, 1, 2],
    ]);
    // The path through who is exempt is not cut: what lies behind needs an exemption of its own.
    expect(exempt(isExempt(1, 2))).to.deep.equal([[3, 1, 2]]);
    expect(exempt(isExempt(1, 2), isExempt(1, 3))).to.deep.equal([[3, 2]]);
    expect(exempt(isExempt(2, 1))).to.deep.equal([
      [2, 1],
      [3, 1, 2],
    ]);
    expect(exempt(isExempt(1, 2, { until: "2026-11-25" }))).to.deep.equal([
      [2, 1],
      [3, 1, 2],
    ]);
    expect(exempt(isExempt(1, 2, { until: "2026-11-26" }))).to.deep.equal([[3, 1, 2]]);
    const { exempted } = of({ ...edges, exemptions: [isExempt(1, 2), isExempt(4, 5)] });
    expect(exempted.map(({ person, account, paragraph }) => [person, account, paragraph])).to.deep.equal([
      [1n, 2n, "17 CFR 150.4(b)(2)"],
    ]);
    expect(found({ agreements: [agree(1, 2)], exemptions: [isExempt(1, 2)] })).to.deep.equal([
      [1, 2],
      [2, 1],
    ]);
    const strategies = { ...edges, identicalTrading: [alike(1, 2)], exemptions: [isExempt(1, 2)] };
    expect(found(strategies)).to.deep.equal([
      [2, 1],
      [3, 1, 2],
    ]);
    expect(found({ identicalTrading: [alike(1, 2)] })).to.deep.equal([[2, 1]]);
  });

  it("behavior: a graph is as it was on the day", () => {
    const edges = { ownership: [owns(1, 2, "40", { from: "2026-03-01", until: "2026-06-30" })] };
    const on = (month: number, day: number) => found(edges, BigInt(Date.UTC(2026, month - 1, day) / 1000)).length;
    expect([on(2, 28), on(3, 1), on(6, 30), on(7, 1)]).to.deep.equal([0, 1, 1, 0]);
  });

  it("behavior: only what changed is to be stated, and who has no aggregator any more is stated so", () => {
    const before = of({ ownership: [owns(1, 2, "40"), owns(1, 3, "40")], control: [controls(4, 5)] });
    expect(before.toState).to.deep.equal(before.closures);
    const now = of({ ownership: [owns(1, 2, "30"), owns(6, 3, "40")], control: [] }, before);
    expect(now.toState.map(({ investor, aggregators }) => [investor, ...aggregators])).to.deep.equal([[3n, 6n], [5n]]);
    expect(now.toState.every(({ graph, asOf }) => graph === now.graph && asOf === ASOF)).to.equal(true);
    expect(of({ ownership: [owns(1, 2, "10")] }, of({ ownership: [owns(1, 2, "99")] })).toState).to.deep.equal([]);
    expect(() => of({}, { asOf: ASOF + 1n, closures: [] })).to.throw(
      ...[AggregationGraphError, "previous.asOf: is later than 1795651200: a book takes no older closure"],
    );
  });

  it("error: AggregatorsAboveMostError", () => {
    const four = [2, 3, 4, 5].map((owner) => owns(owner, 1, "20"));
    expect(found({ ownership: four })).to.deep.equal([[1, 2, 3, 4, 5]]);
    const message = "Investor 1: 5 persons, 2, 3, 4, 5, 6.";
    expect(() => of({ ownership: [...four, owns(6, 1, "20")] })).to.throw(AggregatorsAboveMostError, message);
    expect(found({ ownership: [...four, owns(6, 1, "20")], exemptions: [isExempt(6, 1)] })).to.have.lengthOf(1);
  });

  it("error: AggregationGraphError", () => {
    expect(() => of({}, undefined, ASOF + 5n * 86_400n)).to.throw(
      ...[AggregationGraphError, "completeThrough: is before 2026-12-01: nobody knows what has changed since"],
    );
    expect(() => of({ exemptions: [isExempt(1, 2, { ground: "friendship" })] })).to.throw(
      ...[AggregationGraphError, "exemptions[0].ground: must be one of poolParticipant, ownedEntity"],
    );
  });

  it("error: PositionTablesCompileError", () => {
    const with_ = (percent: string, asOf = ASOF) =>
      aggregate(graphOf({}), {
        ...{ law, asOf },
        tables: { ...tables, aggregation: { ...tables.aggregation, ownership: { percent } } },
      });
    const cited = "17 CFR 150.4(a)(1)-(2), (b) asks";
    expect(() => with_("9.99")).to.throw(PositionTablesCompileError, `is less than ${cited}`);
    expect(() => with_("10.01")).to.throw(PositionTablesCompileError, `is more than ${cited}`);
    expect(() => with_("10", BigInt(Date.UTC(2017, 1, 13) / 1000))).to.throw(
      ...[PositionTablesCompileError, "is not in force on 2017-02-13"],
    );
  });
});
