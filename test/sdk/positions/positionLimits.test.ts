import { expect } from "chai";
import { zeroHash } from "viem";
import { readPositionTables, SHIPPED_POSITION_TABLES, shippedLaw } from "../../../sdk/cli/readLaw.js";
import { PositionTablesCompileError } from "../../../sdk/errors/index.js";
import { positionLimits } from "../../../sdk/positions/index.js";
import { hashProvision, type PositionTables, prepareRulebooks } from "../../../sdk/rulebook/index.js";

const ASOF = BigInt(Date.UTC(2026, 10, 26) / 1000);
const MONTH = "2026-12";
const law = prepareRulebooks(shippedLaw());
const tables = readPositionTables(SHIPPED_POSITION_TABLES);
const hashOf = (id: string) => hashProvision(law.byId.get(`us/cftc/${id}`)!.provision);
type Underlying = PositionTables["underlyings"][number];
type Figure = NonNullable<Underlying["allMonths"]>;

/** Of every step, one second after the other. */
const datesOf = ({ spotMonth = [] }: Underlying) =>
  Object.fromEntries(spotMonth.map(({ id }, index) => [id, ASOF + BigInt(index)]));
const named = (id: string) => tables.underlyings.find((one) => one.id === id)!;
const compile = (id: string, of: PositionTables = tables, asOf = ASOF) => {
  const dates = datesOf(of.underlyings.find((one) => one.id === id)!);
  return positionLimits(of, law, { underlying: id, month: MONTH, asOf, dates });
};
const changed = (id: string, change: Partial<Underlying>, decisions: PositionTables["decisions"] = []) => ({
  ...{ ...tables, decisions },
  underlyings: tables.underlyings.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

function issuesOf(id: string, of: PositionTables = tables, asOf = ASOF): readonly string[] {
  try {
    compile(id, of, asOf);
  } catch (error) {
    if (error instanceof PositionTablesCompileError)
      return error.issues.map(({ path, message }) => `${path} ${message}`);
    throw error;
  }
  return [];
}
const oats = (requirement: string, contracts: string): Figure => ({
  contracts,
  law: [{ provision: "us/cftc/rule-150-2-oats", requirement }],
});
const accepted = (id: string, on: string) => [
  { provision: `us/cftc/${id}`, by: "A. Compliance", on, what: "Taken as it stands." },
];

describe("positionLimits", () => {
  it("default: every figure of the shipped tables is the one of the provision that it names", () => {
    const usable = tables.underlyings.filter(({ id }) => id !== "soybean-oil").map(({ id }) => compile(id));
    const figures = usable.map(({ underlying, terms, limits }) => [
      underlying,
      ...[terms.allMonths, limits!.single, limits!.steps.map(({ limit }) => limit)],
      ...[terms.binding, limits!.binding, limits!.spotBinding, limits!.apart, terms.accountability],
    ]);
    const law = "law";
    expect(figures).to.deep.equal([
      ["corn", 57800n, 57800n, [1200n], law, law, "policy", true, null],
      ["soybeans", 27300n, 27300n, [1200n], law, law, "policy", true, null],
      ["cbot-wheat", 19300n, 19300n, [1200n], law, law, "policy", true, null],
      ["oats", 2000n, 2000n, [600n], law, law, law, true, null],
      ["soybean-meal", 16900n, 16900n, [1500n], law, law, law, true, null],
      ["cotton", 11900n, 5950n, [900n], law, law, law, true, null],
      ["mwe-wheat", 12000n, 12000n, [1200n], law, law, law, true, null],
      ["kc-wheat", 12000n, 12000n, [1200n], law, law, law, true, null],
      ["live-cattle", null, null, [600n, 300n, 200n], "policy", "policy", law, true, null],
      ["security-future", null, null, [25000n], "policy", "policy", "policy", true, null],
      ["security-future-accountability", null, null, [], "policy", "policy", "policy", true, 25000n],
    ]);
    const corn = usable[0]!;
    expect([corn.terms.provision, corn.limits!.provision, corn.limits!.spotProvision]).to.deep.equal([
      ...[hashOf("rule-150-2-corn"), hashOf("rule-150-2-corn"), hashOf("rule-150-2-corn-spot-month")],
    ]);
    const cattle = usable[8]!;
    expect([cattle.terms.provision, cattle.limits!.provision]).to.deep.equal([zeroHash, zeroHash]);
  });

  it("behavior: says whom each figure binds, whose it is and how it was verified, as the packs have it", () => {
    const future = compile("security-future").origins.spot!;
    expect(future.provisions.map(({ id, addressee, level }) => [id, addressee, level])).to.deep.equal([
      ["us/cftc/rule-41-25-position", "actor", "sro"],
    ]);
    expect(future.within.map(({ id, addressee, level }) => [id, addressee, level])).to.deep.equal([
      ["us/cftc/rule-41-25", "venue", "rule"],
    ]);
    expect(compile("corn").origins.spot).to.deep.include({
      binding: "policy",
      because: "The number is known from one source only, and kept as policy until a named person accepts it.",
    });
    expect(compile("corn").origins.spot!.provisions[0]).to.deep.include({
      ...{ authority: "CFTC", addressee: "actor", verification: "unverified" },
    });
  });

  it("behavior: one contract more or less than the provision allows is refused, and so is another's provision", () => {
    const all = (contracts: string) => issuesOf("oats", changed("oats", { allMonths: oats("allMonths", contracts) }));
    const [place, cited] = ["underlyings[3].allMonths", "17 CFR 150.2(a), (e), Appendix E to part 150 (oats)"];
    expect(all("2000")).to.deep.equal([]);
    expect(all("1999")).to.deep.equal([
      `${place}.law[0] is less than the provision allows: the difference is policy: ${cited}`,
    ]);
    expect(all("2001")).to.deep.equal([
      `${place} is more than ${cited} allows, which binds on the facts of the underlying (us/cftc/rule-150-2-oats)`,
      `${place}.law[0] is more than the provision allows: ${cited}`,
    ]);
    const borrowed = { contracts: "2000", law: [{ provision: "us/cftc/rule-150-2-corn", requirement: "allMonths" }] };
    expect(issuesOf("oats", changed("oats", { allMonths: borrowed }))).to.have.lengthOf(1);
    const other = issuesOf("oats", changed("oats", { allMonths: oats("singleMonth", "2000") }));
    expect(other).to.deep.equal([`${place}.law[0] does not measure allMonths: ${cited}`]);
  });

  it("behavior: a policy may allow less than the law, never more, and no limit of the law may be left out", () => {
    const policy = (contracts: string): Partial<Underlying> => ({
      singleMonth: { contracts, policy: "The venue's own." },
    });
    expect(issuesOf("oats", changed("oats", policy("1999")))).to.deep.equal([]);
    expect(issuesOf("oats", changed("oats", policy("2001")))).to.have.lengthOf(1);
    const [left = ""] = issuesOf("oats", changed("oats", { singleMonth: undefined }));
    expect(left).to.match(/^underlyings\[3\]\.singleMonth is left out, and 17 CFR 150\.2/);
    const [spot = ""] = issuesOf("live-cattle", changed("live-cattle", { spotMonth: undefined, ...policy("1") }));
    expect(spot).to.match(/^underlyings\[9\]\.spotMonth is left out, and/);
  });

  it("behavior: what nets, and what is measured apart, is as the provision has it", () => {
    const netting = (change: Partial<Underlying["netting"]>) =>
      issuesOf("oats", changed("oats", { netting: { ...named("oats").netting, ...change } }));
    expect(netting({ sides: "apart" }).every((one) => one.includes("does not have long and short apart"))).to.equal(
      true,
    );
    expect(netting({ settlements: "together" })).to.deep.equal([
      "underlyings[3].spotMonth[0].limit.law[0] does not have settlements together: 17 CFR 150.2(a), (e), Appendix E to part 150 (oats)",
    ]);
  });

  it("behavior: an unverified figure is law for nobody until a named person has accepted it", () => {
    expect(issuesOf("soybean-oil")).to.have.lengthOf(3);
    const oil = (on: string) =>
      issuesOf("soybean-oil", { ...tables, decisions: accepted("rule-150-2-soybean-oil", on) });
    expect([oil("2026-11-27").length, oil("2026-11-26").length]).to.deep.equal([3, 0]);
    const corn = (on: string) =>
      compile("corn", { ...tables, decisions: accepted("rule-150-2-corn-spot-month", on) }).limits!.spotBinding;
    expect([corn("2026-11-27"), corn("2026-11-26")]).to.deep.equal(["policy", "law"]);
  });

  it("behavior: an exchange adopts at most what the rule on exchanges allows, and its number is law once its rule is named", () => {
    const [step] = named("security-future").spotMonth!;
    const adopts = (contracts: string, more: object = {}) =>
      changed("security-future", {
        spotMonth: [
          {
            ...step!,
            limit: {
              ...step!.limit,
              contracts,
              adopted: { ...(step!.limit as never as { adopted: object }).adopted, ...more },
            } as Figure,
          },
        ],
      });
    expect(issuesOf("security-future", adopts("25000"))).to.deep.equal([]);
    expect(issuesOf("security-future", adopts("25001"))).to.deep.equal([
      "underlyings[10].spotMonth[0].limit.adopted.within[0] is not kept by this number: 17 CFR 41.25(b)(2)-(3)",
    ]);
    const { limits } = compile("security-future", adopts("10000", { document: `0x${"ab".repeat(32)}` }));
    expect([limits!.steps[0]!.limit, limits!.spotBinding]).to.deep.equal([10000n, "law"]);
  });

  it("behavior: the law of another day gives no figure of today's", () => {
    const before = issuesOf("oats", tables, BigInt(Date.UTC(2021, 2, 14) / 1000));
    expect(before).to.include("underlyings[3].allMonths.law[0].provision is not in force on 2021-03-14");
  });

  it("args: month, dates", () => {
    const at = (dates: Readonly<Record<string, bigint>>, month: string | undefined = MONTH) => {
      try {
        return positionLimits(tables, law, { underlying: "live-cattle", month, asOf: ASOF, dates }).limits;
      } catch (error) {
        if (error instanceof PositionTablesCompileError) return error.issues.map(({ path }) => path);
        throw error;
      }
    };
    expect(positionLimits(tables, law, { underlying: "live-cattle", asOf: ASOF }).limits).to.equal(null);
    expect(at({})).to.deep.equal(["dates.first", "dates.second", "dates.third"]);
    expect(at({ first: 2n, second: 2n, third: 3n, fourth: 4n })).to.deep.equal(["dates.second", "dates.fourth"]);
    expect(at({ first: 1n, second: 2n, third: 2n ** 40n })).to.deep.equal(["dates.third"]);
    expect(at({ first: 1n, second: 2n, third: 3n })).to.deep.include({
      steps: [
        { from: 1n, limit: 600n },
        { from: 2n, limit: 300n },
        { from: 3n, limit: 200n },
      ],
    });
    expect(() => positionLimits(tables, law, { underlying: "gold", asOf: ASOF })).to.throw(
      ...[PositionTablesCompileError, "underlying: names no underlying of the tables"],
    );
  });

  it("error: PositionTablesCompileError", () => {
    const figure = (one: Figure) => issuesOf("oats", changed("oats", { allMonths: one }));
    expect(figure({ contracts: "2000", law: [{ provision: "us/none", requirement: "allMonths" }] })).to.deep.equal([
      "underlyings[3].allMonths.law[0].provision names no provision of these packs",
    ]);
    expect(figure(oats("none", "2000"))).to.have.lengthOf(1);
    expect(
      figure({ contracts: "2000", law: [{ provision: "us/cftc/rule-150-2-oats", quotation: "no such words" }] }),
    ).to.have.lengthOf(1);
    const words = "no person may hold or control positions in the spot month";
    expect(
      figure({ contracts: "2000", law: [{ provision: "us/cftc/rule-150-2-oats", quotation: words }] }),
    ).to.deep.equal([]);
  });
});
