import { expect } from "chai";
import type { Rule } from "../../sdk/kinds/index.js";
import { evaluate, type Facts, type ProgramParts } from "../../sdk/program/index.js";
import type { Finding, Movement } from "../../sdk/verdict/index.js";
import { counts, movement, NEW_RECEIVER, US } from "../sdk/program/build.js";
import { between, compiled, lot, type Person, refusals } from "./steady.js";

const program = compiled("private-fund");
const { origins } = program;

const PURCHASER = ["qualifiedPurchaser", "screened", "notAffiliate"];
const BUYER: Person = { investor: 8, lane: "usQualifiedPurchaser", has: PURCHASER };
const OFFSHORE: Person = {
  investor: 9,
  lane: "nonUsQualifiedPurchaser",
  country: "LU",
  has: [...PURCHASER, "certifiedNonUS"],
};
const ISSUER: Person = { investor: 1, lane: "uncounted", has: ["issuer"] };
const DEALER: Person = { investor: 2, lane: "uncounted", has: [...PURCHASER, "dealer"] };
const CUSTODIAN: Person = { investor: 3, lane: "uncounted", has: [...PURCHASER, "custodian"] };

/** Two US qualified purchasers who hold, with a leverage account each: the steady transfer that the gas bench weighs. */
const SENDER: Person = { investor: 7, lane: "usQualifiedPurchaser", has: PURCHASER, is: ["leveraged"] };
const RECEIVER: Person = { ...BUYER, is: ["leveraged"] };

const case_ = (sender: Person, receiver: Person, some: Partial<Facts> = {}): Facts =>
  between(sender, receiver, {
    senderLots: [lot("2024-10-01", 100_000_000n)],
    senderBalance: 1_000_000n,
    senderHolding: 1_000_000n,
    receiverBalance: 500_000n,
    receiverHolding: 500_000n,
    supply: 100_000_000n,
    totals: counts({ 3: 1200, 6: 600 }),
    ...some,
  });

const judge = (parts: ProgramParts, given: Facts, some: Partial<Movement> = {}): readonly Finding[] => {
  const decision = evaluate(parts, given, movement({ amount: 200_000n, ...some }));
  return decision.allowed ? [] : [decision.first, ...decision.rest];
};
const kinds = (given: Facts, some: Partial<Movement> = {}) => refusals(program, given, { amount: 200_000n, ...some });

/** The program with one rule's limit or share changed, and with a further country set that holds the United States. */
const changed = (index: number, some: Partial<Rule>): ProgramParts => ({
  ...program,
  countrySets: [...program.countrySets, [US]],
  rules: program.rules.map((rule, at) => (at === index ? { ...rule, ...some } : rule)),
});

/** What makes each kind refuse the steady transfer. */
const CHANGES: Readonly<Record<string, (rule: Rule) => Partial<Rule>>> = {
  forbiddenStates: () => ({ limit: 4n }),
  requiredStatuses: ({ limit }) => ({ limit: limit | 8n }),
  laneInSet: ({ limit }) => ({ limit: limit & ~8n }),
  countryNotIn: () => ({ limit: BigInt(program.countrySets.length) }),
  mostShare: () => ({ window: 1 }),
  leastHolding: () => ({ limit: 10n ** 9n }),
  notBefore: () => ({ limit: 10n ** 12n }),
  notAfter: () => ({ limit: 1n }),
  leastPerMovement: () => ({ limit: 200_001n }),
};

const indexOf = (provision: string, kind: string, party: string) =>
  program.rules.findIndex(
    (rule, index) => origins[index]?.provision === provision && rule.kind === kind && rule.side === party,
  );

/** The rules that bind the steady transfer and refuse it if their own limit or set alone is another. */
const STEADY: readonly (readonly [provision: string, kind: string, party: string])[] = [
  ["fund/restricted-territories", "forbiddenStates", "sender"],
  ["fund/restricted-territories", "forbiddenStates", "receiver"],
  ["us/sec/ica-3c7", "requiredStatuses", "receiver"],
  ["fund/screening", "requiredStatuses", "receiver"],
  ["fund/admitted-classes", "laneInSet", "receiver"],
  ["fund/restricted-territories", "countryNotIn", "sender"],
  ["fund/restricted-territories", "countryNotIn", "receiver"],
  ["fund/most-share", "mostShare", "receiver"],
  ["fund/least-holding", "leastHolding", "sender"],
  ["fund/least-holding", "leastHolding", "receiver"],
  ["fund/initial-closing", "notBefore", "token"],
  ["fund/term", "notAfter", "token"],
  ["fund/least-transfer", "leastPerMovement", "receiver"],
];

const VOID =
  "Limited Partnership Agreement § 9.2 (Issues and Transfers that would breach law or lose an exclusion are void)";

describe("the private fund", () => {
  it("default: its rules, with provision, power and binding", () => {
    const rows = program.rules.map(({ kind, side }, index) => {
      const { provision, power, binding } = origins[index]!;
      return `${kind} ${side} | ${provision} | ${power.instrument} ${power.clause} | ${binding}`;
    });
    expect(rows).to.deep.equal([
      "forbiddenStates sender | fund/restricted-territories | Subscription Agreement § 5(d) (Restricted Territories) | policy",
      "forbiddenStates receiver | fund/restricted-territories | Subscription Agreement § 5(d) (Restricted Territories) | policy",
      "requiredStatuses receiver | us/sec/rule-506c | Subscription Agreement § 3 (Evidence of status) | policy",
      "requiredStatuses receiver | us/sec/ica-3c7 | Limited Partnership Agreement § 9.2 (Issues and Transfers that would breach law or lose an exclusion are void) | policy",
      "requiredStatuses receiver | us/sec/reg-s-903-category-3 | Subscription Agreement § 3 (Evidence of status) | policy",
      "requiredStatuses receiver | fund/screening | Subscription Agreement § 5(c) (Screening) | policy",
      "laneInSet receiver | fund/admitted-classes | Limited Partnership Agreement § 3.3 (Admission) | policy",
      "countryIn receiver | fund/offered-jurisdictions | Private Placement Memorandum Notices to Investors | policy",
      "countryNotIn sender | fund/restricted-territories | Subscription Agreement § 5(d) (Restricted Territories) | policy",
      "countryNotIn receiver | fund/restricted-territories | Subscription Agreement § 5(d) (Restricted Territories) | policy",
      "evidenceFresh receiver | fund/identity-current | Subscription Agreement § 5(b) (Identity) | policy",
      "evidenceFresh receiver | us/sec/ica-3c7 | Limited Partnership Agreement § 9.2 (Issues and Transfers that would breach law or lose an exclusion are void) | policy",
      "mostShare receiver | fund/most-share | Limited Partnership Agreement § 9.3(a) (Five percent) | policy",
      "leastHolding sender | fund/least-holding | Limited Partnership Agreement § 9.3(b) (Least holding) | policy",
      "leastHolding receiver | fund/least-holding | Limited Partnership Agreement § 9.3(b) (Least holding) | policy",
      "mostHolders receiver | us/sec/exchange-act-12g | Limited Partnership Agreement § 9.3(d) (Fewer than 2,000 holders of record) | policy",
      "notBefore token | fund/initial-closing | Limited Partnership Agreement § 9.1(b) (No Transfer before the Initial Closing) | policy",
      "notAfter token | fund/offering-period | Private Placement Memorandum Summary of Terms | policy",
      "notAfter token | fund/term | Limited Partnership Agreement § 13.1 (Term) | policy",
      "trancheClosedSince sender | fund/offshore-tranches | Limited Partnership Agreement § 9.4 (Offshore Tranches) | policy",
      "trancheClosedSince sender | fund/offshore-tranches | Limited Partnership Agreement § 9.4 (Offshore Tranches) | policy",
      "leastPerMovement receiver | fund/least-transfer | Limited Partnership Agreement § 9.3(c) (Least Transfer) | policy",
      "leastPerMovement receiver | fund/least-subscription | Subscription Agreement § 2(b) (Least subscription) | policy",
      `holdingPeriod sender | us/sec/rule-144 | ${VOID} | policy`,
      "holdingPeriod sender | fund/affiliates | Limited Partnership Agreement § 9.5 (Affiliates) | policy",
      `requiredStatuses receiver | us/sec/rule-144a | ${VOID} | policy`,
      `evidenceFresh receiver | us/sec/rule-144a | ${VOID} | policy`,
    ]);
    expect(program.rules.map(({ path }) => path).filter((path) => path > 0)).to.deep.equal([1, 1, 2, 2]);
    expect(program.pathNames).to.have.length(2);
  });

  it("behavior: says what it does not enforce, and why", () => {
    expect(program.notEnforced.map(({ provision }) => provision)).to.deep.equal([
      "us/sec/securities-act-5",
      "us/sec/reg-s-903-category-3",
      "us/sec/reg-s-905",
      "us/sec/reg-s-904",
      "us/sec/securities-act-4a7",
      "us/sec/securities-act-4a1-half",
      "us/sec/securities-act-4a3",
      "us/sec/securities-act-18b4",
      "us/ofac/embargo-iran",
      "us/dol/erisa-3-42",
      "us/irs/section-7704",
    ]);
    expect(program.duties).to.have.length(15);
    expect(program.builtIn.map(({ provision, reason }) => `${provision} ${reason}`)).to.deep.equal([
      "us/ofac/blocked-property investorBlocked",
    ]);
  });

  it("behavior: has the steady transfer allowed", () => {
    expect(judge(program, case_(SENDER, RECEIVER))).to.deep.equal([]);
  });

  for (const [provision, kind, party] of STEADY) {
    it(`behavior: weighs the steady transfer by ${kind} of the ${party} for ${provision}`, () => {
      const index = indexOf(provision, kind, party);
      const some = CHANGES[kind]?.(program.rules[index]!) ?? {};
      const findings = judge(changed(index, some), case_(SENDER, RECEIVER));
      expect(findings.map(({ rule }) => rule)).to.deep.equal([index]);
    });
  }

  it("behavior: weighs the steady transfer's counting rule where a holder is new", () => {
    const index = indexOf("us/sec/exchange-act-12g", "mostHolders", "receiver");
    const full = { totals: counts({ 3: 1399, 6: 600 }) };
    expect(judge(program, case_(SENDER, RECEIVER, full))).to.deep.equal([]);
    expect(
      judge(program, case_(SENDER, RECEIVER, { ...full, ...NEW_RECEIVER })).map(({ rule, measured, limit }) => [
        rule,
        measured,
        limit,
      ]),
    ).to.deep.equal([[index, 2000n, 1999n]]);
    expect(
      judge(program, case_(SENDER, RECEIVER, { totals: counts({ 3: 1398, 6: 600 }), ...NEW_RECEIVER })),
    ).to.deep.equal([]);
  });

  it("behavior: lets every acquirer be a qualified purchaser, US or not, but not the fund itself", () => {
    const without = (who: Person): Person => ({
      ...who,
      has: (who.has ?? []).filter((status) => status !== "qualifiedPurchaser"),
    });
    for (const buyer of [BUYER, OFFSHORE, DEALER])
      expect(kinds(case_(SENDER, without(buyer)))).to.deep.equal(["requiredStatuses receiver"]);
    expect(kinds(case_(SENDER, ISSUER))).to.deep.equal([]);
  });

  it("behavior: asks US persons for accredited status at sales by the issuer only", () => {
    for (const seller of [ISSUER, DEALER]) {
      expect(kinds(case_(seller, BUYER))).to.deep.equal(["requiredStatuses receiver"]);
      expect(kinds(case_(seller, { ...BUYER, has: [...PURCHASER, "accredited"] }))).to.deep.equal([]);
      expect(kinds(case_(seller, OFFSHORE))).to.deep.equal([]);
    }
    for (const buyer of [BUYER, DEALER, CUSTODIAN])
      expect(kinds(case_(SENDER, buyer), { kind: "mint" })).to.deep.equal(["requiredStatuses receiver"]);
    expect(kinds(case_(SENDER, ISSUER), { kind: "mint" })).to.deep.equal([]);
    expect(kinds(case_(SENDER, BUYER))).to.deep.equal([]);
  });

  it("behavior: sells abroad to certified residents of jurisdictions in which it offers", () => {
    const uncertified: Person = { ...OFFSHORE, has: PURCHASER };
    expect(kinds(case_(SENDER, uncertified))).to.deep.equal(["requiredStatuses receiver"]);
    expect(kinds(case_(ISSUER, { ...OFFSHORE, country: "BR" }))).to.deep.equal(["countryIn receiver"]);
    expect(kinds(case_(SENDER, { ...OFFSHORE, country: "BR" }))).to.deep.equal([]);
    expect(kinds(case_(SENDER, { ...OFFSHORE, country: "IR" }))).to.deep.equal(["countryNotIn receiver"]);
  });

  it("behavior: never stops a holder from leaving because evidence lapsed or is gone", () => {
    const gone: Person = { ...SENDER, has: ["notAffiliate"], lapsed: ["identity", "statuses"] };
    const whole = { amount: 1_000_000n };
    expect(kinds(case_(gone, RECEIVER), whole)).to.deep.equal([]);
    expect(kinds(case_(gone, ISSUER), { amount: 5000n })).to.deep.equal([]);
    expect(kinds(case_(gone, RECEIVER), { ...whole, kind: "burn" })).to.deep.equal([]);
    expect(
      kinds(case_({ ...gone, is: ["restricted"], country: "CU" }, RECEIVER), { ...whole, kind: "burn" }),
    ).to.deep.equal([]);
  });

  it("behavior: refuses what would leave a party with some units, but fewer than 100,000", () => {
    expect(kinds(case_(SENDER, RECEIVER), { amount: 900_001n })).to.deep.equal(["leastHolding sender"]);
    expect(kinds(case_(SENDER, RECEIVER), { amount: 900_000n })).to.deep.equal([]);
    expect(kinds(case_(SENDER, RECEIVER, NEW_RECEIVER), { amount: 99_999n })).to.deep.equal(["leastHolding receiver"]);
    expect(kinds(case_(SENDER, RECEIVER), { kind: "burn", amount: 900_001n })).to.deep.equal(["leastHolding sender"]);
  });

  it("behavior: lets investors, but not inventory, hold at most 5 % of at least the offering", () => {
    const rich = { senderBalance: 20_000_000n, senderHolding: 20_000_000n };
    expect(kinds(case_(SENDER, RECEIVER, rich), { amount: 9_500_000n })).to.deep.equal([]);
    expect(kinds(case_(SENDER, RECEIVER, rich), { amount: 9_500_001n })).to.deep.equal(["mostShare receiver"]);
    expect(kinds(case_(SENDER, DEALER, rich), { amount: 15_000_000n })).to.deep.equal([]);
    expect(kinds(case_(SENDER, RECEIVER, { ...rich, supply: 400_000_000n }), { amount: 15_000_000n })).to.deep.equal(
      [],
    );
  });

  it("behavior: binds no forced transfer and nothing between two wallets of one person", () => {
    const bad: Person = { ...RECEIVER, has: [], lane: "usNotAccredited" };
    expect(kinds(case_(SENDER, bad), { kind: "forced" })).to.deep.equal([]);
    expect(kinds(case_(SENDER, { ...bad, investor: 7 }))).to.deep.equal([]);
  });
});
