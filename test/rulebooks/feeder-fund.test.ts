import { expect } from "chai";
import type { Facts, Reading } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { between, compiled, type Person, readings, refusals } from "./steady.js";

const program = compiled("feeder-fund");

const HAS = ["screened", "qualifiedPurchaser"];
const PERSON: Person = { investor: 7, lane: "usQualifiedPurchaser", has: [...HAS, "notBenefitPlan"] };
const PLAN: Person = { ...PERSON, investor: 8, has: HAS };
const MANAGER: Person = { ...PERSON, investor: 9, has: [...HAS, "notBenefitPlan", "controller"] };
const FUND: Person = { investor: 1, lane: "uncounted", has: ["issuer"] };

/** Units × ten thousandths of members; the whole of a unit. */
const WHOLE = 10_000n;
const TOO_LARGE = ["mostGroupShare receiver"];

const sale = (
  from: Person,
  to: Person,
  reading: Partial<Reading>,
  moved: Partial<Movement>,
  some: Partial<Facts> = {},
) =>
  refusals(
    program,
    between(from, to, {
      ...{ senderBalance: 50_000n, senderHolding: 50_000n, supply: 100_000n },
      ...{ readings: readings(program, { mostGroupShare: reading }), ...some },
    }),
    moved,
  );
const members = (units: bigint, some: Partial<Reading> = {}): Partial<Reading> => ({ used: units * WHOLE, ...some });
const TO_PLAN = { toWeight: WHOLE };

describe("the feeder fund below the share of benefit plans", () => {
  it("default: refuses by its own clause, with the statute behind it, and never by law", () => {
    const [rule] = program.origins.filter((_, index) => program.rules[index]?.kind === "mostGroupShare");
    expect(rule).to.deep.include({ provision: "feeder/benefit-plans", binding: "policy" });
    expect(rule?.power).to.deep.include({ clause: "§ 9.6 (Benefit Plan Investors)" });
  });

  it("behavior: a plan acquires until plans hold 24 %, and not that share itself", () => {
    const bought = (before: bigint, amount: bigint) => sale(PERSON, PLAN, members(before, TO_PLAN), { amount });
    expect(bought(23_000n, 999n)).to.deep.equal([]);
    expect(bought(23_000n, 1_000n)).to.deep.equal(TOO_LARGE);
    // A mint makes the whole larger, too.
    const minted = (amount: bigint) => sale(FUND, PLAN, members(20_000n, TO_PLAN), { kind: "mint", amount });
    expect(minted(5_263n)).to.deep.equal([]); // 25,263 of 105,263 are 23.9999 %
    expect(minted(5_264n)).to.deep.equal(TOO_LARGE);
  });

  it("behavior: who has shown nothing counts as a plan; an entity to the part of it that plans hold", () => {
    const half = (amount: bigint) => sale(PERSON, PLAN, members(23_000n, { toWeight: 5_000n }), { amount });
    expect(half(1_999n)).to.deep.equal([]);
    expect(half(2_000n)).to.deep.equal(TOO_LARGE);
  });

  it("behavior: what controllers hold counts on neither side, and they make the share larger by buying", () => {
    const beside = { beside: 20_000n };
    // 24 % of 80,000 are 19,200.
    expect(sale(PERSON, PLAN, members(19_000n, { ...TO_PLAN, ...beside }), { amount: 199n })).to.deep.equal([]);
    expect(sale(PERSON, PLAN, members(19_000n, { ...TO_PLAN, ...beside }), { amount: 200n })).to.deep.equal(TOO_LARGE);
    const toManager = (amount: bigint) =>
      sale(PERSON, MANAGER, members(19_000n, { ...beside, toBeside: 1n }), { amount });
    expect(toManager(833n)).to.deep.equal([]); // 19,000 of 79,167
    expect(toManager(834n)).to.deep.equal(TOO_LARGE);
  });

  it("behavior: nobody is kept from leaving, not even where the share is too large", () => {
    const over = members(60_000n, { fromWeight: WHOLE });
    expect(sale(PLAN, PERSON, over, { amount: 10n })).to.deep.equal([]);
    expect(sale(PLAN, PERSON, over, { kind: "burn", amount: 10n })).to.deep.equal([]);
    expect(sale(PERSON, PERSON, members(60_000n), { kind: "burn", amount: 10n })).to.deep.equal([]);
    expect(sale(PLAN, { ...PLAN, investor: 20 }, { ...over, ...TO_PLAN }, { amount: 10n })).to.deep.equal([]);
  });
});
