import { expect } from "chai";
import { parseUnits } from "viem";
import { RULE_KIND_NAMES } from "../../sdk/kinds/index.js";
import { evaluate, type Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { counts, facts, movement, NEW_RECEIVER } from "../sdk/program/build.js";
import { compiled, person, type Person } from "./steady.js";

const program = compiled("every-kind");
const units = (amount: string) => parseUnits(amount, program.decimals);

const SENDER: Person = { investor: 7, lane: "usQualifiedPurchaser", has: ["ecp"] };
const BUYER: Person = { investor: 8, lane: "usQualifiedPurchaser", has: ["ecp"] };
const ABROAD: Person = { ...BUYER, lane: "nonUsQualifiedPurchaser", country: "FR" };
const ACCREDITED: Person = { ...BUYER, lane: "usAccredited" };
const LOCKED: Person = { ...SENDER, lane: "usAccredited" };

const kinds = (receiver: Person, some: Partial<Movement> = {}, given: Partial<Facts> = {}, sender = SENDER) => {
  const holdings = {
    senderBalance: units("40000"),
    senderHolding: units("40000"),
    receiverBalance: units("1"),
    receiverHolding: units("1"),
  };
  const decision = evaluate(
    program,
    facts({ sender: person(sender), receiver: person(receiver), supply: units("100000"), ...holdings, ...given }),
    movement({ amount: units("100"), ...some }),
  );
  return decision.allowed ? [] : [decision.first, ...decision.rest].map(({ kind, party }) => `${kind} ${party}`);
};
const mint: Partial<Movement> = { kind: "mint" };

describe("every kind", () => {
  it("default: with the private fund it has every kind of rule", () => {
    const found = new Set([...program.rules, ...compiled("private-fund").rules].map(({ kind }) => kind));
    expect([...found]).to.have.members([...RULE_KIND_NAMES]);
  });

  it("behavior: refuses by law who is no eligible contract participant", () => {
    expect(kinds({ ...BUYER, has: [] })).to.deep.equal(["requiredStatuses receiver"]);
    const laws = program.origins.filter(({ binding }) => binding === "law");
    expect(laws.map(({ provision, citation }) => `${provision}: ${citation}`)).to.deep.equal([
      "us/sec/exchange-act-6l: Exchange Act § 6(l), 15 U.S.C. 78f(l)",
      "us/sec/exchange-act-6l: Exchange Act § 6(l), 15 U.S.C. 78f(l)",
    ]);
  });

  it("behavior: says what it does not enforce, and why", () => {
    expect(program.notEnforced.map(({ provision }) => provision)).to.deep.equal([
      "us/sec/securities-act-5e",
      "us/sec/exchange-act-10b",
      "us/sec/rule-10b-1-proposal",
    ]);
  });

  it("behavior: refuses by each kind alone, and passes beside it", () => {
    expect(kinds(BUYER)).to.deep.equal([]);
    expect(kinds(BUYER, mint)).to.deep.equal([]);
    expect(kinds({ ...BUYER, is: ["leveraged"] })).to.deep.equal(["forbiddenStates receiver"]);
    expect(kinds({ ...ABROAD, lane: "nonUsNotAccredited" })).to.deep.equal(["laneInSet receiver"]);
    expect(kinds({ ...ABROAD, country: "JP" }, mint)).to.deep.equal(["countryIn receiver"]);
    expect(kinds({ ...ABROAD, country: "JP" })).to.deep.equal([]);
    expect(kinds({ ...ABROAD, country: "BR" })).to.deep.equal(["countryNotIn receiver"]);
    expect(kinds({ ...BUYER, lapsed: ["identity"] })).to.deep.equal(["evidenceFresh receiver"]);
    expect(kinds({ ...BUYER, lapsed: ["statuses"] })).to.deep.equal(["evidenceFresh receiver"]);
    expect(kinds(ACCREDITED, { amount: units("999.5") })).to.deep.equal([]);
    expect(kinds(ACCREDITED, { amount: units("999.5") + 1n })).to.deep.equal(["mostUnits receiver"]);
    expect(kinds(BUYER, { amount: units("0.5") })).to.deep.equal([]);
    expect(kinds(BUYER, { amount: units("0.5") - 1n })).to.deep.equal(["leastPerMovement token"]);
    expect(kinds(BUYER, { amount: units("10000") })).to.deep.equal([]);
    expect(kinds(BUYER, { amount: units("10000") + 1n })).to.deep.equal(["mostPerMovement token"]);
  });

  it("behavior: counts holders of a class, and of each country", () => {
    const four = { totals: counts({ 2: 1, 5: 3 }), ...NEW_RECEIVER };
    expect(kinds(ACCREDITED, {}, four)).to.deep.equal(["mostHolders receiver"]);
    expect(kinds(ACCREDITED, {}, { ...four, totals: counts({ 2: 3 }) })).to.deep.equal([]);
    const two = { receiverCounts: counts({ 5: 1, 6: 1 }), totals: counts({ 6: 9 }), ...NEW_RECEIVER };
    expect(kinds(ABROAD, {}, two)).to.deep.equal(["mostHolders receiver"]);
    expect(kinds(ABROAD, {}, { ...two, receiverCounts: counts({ 6: 1 }) })).to.deep.equal([]);
  });

  it("behavior: has times long past and far off", () => {
    expect(kinds(BUYER, {}, {}, LOCKED)).to.deep.equal(["notBefore sender"]);
    expect(kinds(BUYER, { kind: "burn" }, {}, LOCKED)).to.deep.equal([]);
    expect(kinds({ ...ABROAD, lane: "nonUsAccredited" }, mint)).to.deep.equal(["notAfter receiver"]);
    expect(kinds({ ...ABROAD, lane: "nonUsAccredited" })).to.deep.equal([]);
  });
});
