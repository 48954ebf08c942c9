import { expect } from "chai";
import { lawFiles, readLaw, SHIPPED_LAW } from "../../sdk/cli/readLaw.js";
import type { Activity, Ledger } from "../../sdk/rulebook/assess/activity.js";
import { assess } from "../../sdk/rulebook/assess/assess.js";
import { prepareRulebooks } from "../../sdk/rulebook/assess/prepareRulebooks.js";

const law = prepareRulebooks(readLaw(lawFiles(SHIPPED_LAW)));
const provenance = { asOf: "2020-01-01", source: "the test", evidence: "verified" } as const;
type Kind = Activity["kind"];
type Class = Activity["product"]["classes"][number];

/** What one provision says of an act: of a limit whether it is met, of a consequence whether the duty arises. */
function says(
  id: string,
  kind: Kind,
  classes: Class[],
  facts: Activity["facts"],
  more: Partial<Activity> = {},
  day = "2026-11-25",
) {
  const activity: Activity = { kind, product: { classes }, provenance, facts, claims: [], ...more };
  const answer = assess(law, activity, { asOf: BigInt(Date.parse(day) / 1000) });
  const found = answer.findings.find(({ provision }) => provision === `us/${id}`);
  if (found?.binds === false) return "outside";
  return found === undefined ? "silent" : found.result;
}

const corn = {
  "product.contract": "corn",
  "product.instrument": "future",
  "product.cashSettled": false,
  "product.month": "2027-03",
};
const notExempt = {
  ...{ "activity.enumeratedHedge": false, "activity.approvedHedge": false, "activity.spread": false },
  ...{
    "activity.approvedSpread": false,
    "activity.distressExemption": false,
    "activity.excessByAssignmentOrDelta": false,
  },
};
const line = (party: string, quantity: string, hedge = false) => ({
  ...{ party, quantity },
  facts: {
    ...{ "entry.contract": "corn", "entry.month": "2027-03", "entry.spotMonth": false },
    ...{ "entry.cashSettled": false, "entry.exemptFromLimit": hedge },
  } as const,
});
const book = (held: string, adds: string, other = "0", hedge = false): Ledger[] => [
  {
    ...{ base: "position", basis: "economic", unit: "contract" },
    entries: [
      { on: "2026-11-01", ...line("fund", held, hedge) },
      { on: "2026-11-01", ...line("subsidiary", other) },
    ],
    adds: line("fund", adds),
  } as Ledger,
];
const together = { "150.4": [["fund", "subsidiary"]] };
const apart = { "150.4": [["fund"], ["subsidiary"]] };
const holds = (ledgers: Ledger[], attributions: Activity["attributions"]) =>
  says(
    "cftc/rule-150-2-corn",
    "trade",
    ["future"],
    { ...corn, ...notExempt },
    { ledgers, attributions, parties: { actor: "fund" } },
  );

describe("rulebooks/us: margin, limits and clearing at their bounds", () => {
  it("behavior: 57,800 contracts of corn may be held, and one more may not, long or short", () => {
    expect([holds(book("57799", "1"), apart), holds(book("57800", "1"), apart)]).to.deep.equal(["met", "failed"]);
    expect([holds(book("-57799", "-1"), apart), holds(book("-57800", "-1"), apart)]).to.deep.equal(["met", "failed"]);
  });
  it("behavior: positions of an account that is aggregated count, those of another do not", () => {
    expect(holds(book("30000", "1", "27800"), together)).to.equal("failed");
    expect(holds(book("30000", "1", "27800"), apart)).to.equal("met");
  });
  it("behavior: a hedge does not count, and nobody knows without the ledger of who belongs together", () => {
    expect(holds(book("90000", "1", "0", true), apart)).to.equal("met");
    expect(holds(book("1", "1"), undefined)).to.equal("unknown");
  });

  const t1 = {
    "firm.brokerDealer": true,
    "product.exemptFromCycle": false,
    "activity.otherDateAgreed": false,
    "product.limitedPartnershipInterest": false,
    "activity.pricedAfterHalfPastFour": false,
  };
  it("behavior: a trade of the day before Thanksgiving settles by Friday", () => {
    const settles = (on: string) => says("sec/rule-15c6-1a", "trade", ["equity"], { ...t1, "activity.settlesOn": on });
    expect([settles("2026-11-25"), settles("2026-11-27"), settles("2026-11-30")]).to.deep.equal([
      "met",
      "met",
      "failed",
    ]);
  });
  it("behavior: a frozen customer buys with its own money, and on credit from the 91st day", () => {
    const frozen = (soldOn: string, funds: boolean) =>
      says("frb/regulation-t-8c", "trade", ["equity"], {
        "firm.brokerDealer": true,
        "activity.inCashAccount": true,
        "counterparty.soldBeforePaying": true,
        "counterparty.soldBeforePayingOn": soldOn,
        "activity.fundsInAccount": funds,
      });
    expect([frozen("2026-11-24", true), frozen("2026-08-27", false), frozen("2026-08-26", false)]).to.deep.equal([
      "met",
      "failed",
      "met",
    ]);
  });
  it("behavior: a distributing dealer extends no credit for 30 days, and may on the 31st", () => {
    const credit = (ended: string) =>
      says("sec/exchange-act-11d1", "extendCredit", ["equity"], {
        "firm.brokerDealer": true,
        "firm.dealer": true,
        "firm.inSellingGroup": true,
        "activity.delayedDelivery35": false,
        "offering.distributionEndedForFirmOn": ended,
        "activity.initialMargin": "50",
      });
    expect([credit("2026-10-26"), credit("2026-10-25")]).to.deep.equal(["failed", "outside"]);
  });
  it("behavior: $500 million of credits is daily since 30 June 2026, and was weekly the day before", () => {
    const reserve = (id: string, credits: string, day: string) =>
      says(
        id,
        "custody",
        ["equity"],
        { "firm.brokerDealer": true, "firm.averageTotalCredits": credits, "firm.reserveComputedEvery": "week" },
        {},
        day,
      );
    expect(reserve("sec/rule-15c3-3-e-daily", "500000000", "2026-06-30")).to.equal("failed");
    expect(reserve("sec/rule-15c3-3-e-daily", "499999999.99", "2026-06-30")).to.equal("outside");
    expect(reserve("sec/rule-15c3-3-e-before-2026-06-30", "500000000", "2026-06-29")).to.equal("met");
  });
  it("behavior: five years are enough for one agency's ledgers, and not for the other's", () => {
    const kept = (id: string, years: string) =>
      says(id, "keepRecord", ["equity"], {
        "firm.brokerDealer": true,
        "firm.recordsEntity": true,
        "activity.recordType": "ledger",
        "activity.retentionYears": years,
        "activity.accessibleYears": years,
        "activity.electronicRecord": true,
      });
    expect([kept("cftc/rule-1-31-b3", "5"), kept("sec/rule-17a-4-ledgers", "5")]).to.deep.equal(["met", "failed"]);
    expect([kept("cftc/rule-1-31-b3", "4"), kept("sec/rule-17a-4-ledgers", "6")]).to.deep.equal(["failed", "met"]);
  });
  it("behavior: one account for customers' securities and futures keeps one rule and breaks the other", () => {
    const account = {
      "firm.brokerDealer": true,
      "firm.registration": ["brokerDealer", "fcm"],
      "activity.customerSecurities": true,
      "activity.futuresCustomerFunds": true,
    };
    const under = (regime: string) =>
      ["sec/rule-15c3-3-account", "cftc/rule-1-20"].map((id) =>
        says(id, "custody", ["equity"], { ...account, "activity.accountRegime": regime }),
      );
    expect([under("securities"), under("futures")]).to.deep.equal([
      ["met", "failed"],
      ["failed", "met"],
    ]);
  });
  it("behavior: initial margin of uncleared swaps moves from $50 million: one way for one agency, both ways for the other", () => {
    const dealer = {
      "firm.registration": ["swapDealer", "sbsDealer"],
      "firm.prudentiallyRegulated": false,
      "activity.cleared": false,
      "counterparty.financialEndUser": true,
      "counterparty.averageAggregateNotional": "8000000000.01",
      "activity.separatelyManagedAccount": false,
      "activity.untransferredMargin": "500000",
      "activity.marginCollectedOn": "2026-11-27",
      "counterparty.commercialEndUser": false,
      "counterparty.financialIntermediary": false,
      "counterparty.affiliateOfFirm": false,
      "activity.legacyAccount": false,
      "activity.independentCustodian": false,
    };
    const asks = (posting: string, exposure: string, open: string) =>
      ["sec/rule-18a-3-initial", "cftc/rule-23-152-initial"].map((id) =>
        says(id, "trade", ["mixedSwap"], {
          ...dealer,
          "activity.marginPosting": posting,
          "activity.exposureOfGroups": exposure,
          "activity.uncollectedInitialMargin": open,
        }),
      );
    expect(asks("none", "50000000", "50000000")).to.deep.equal(["met", "met"]);
    expect(asks("none", "50000001", "50000001")).to.deep.equal(["failed", "failed"]);
    expect(asks("collected", "60000000", "50000000")).to.deep.equal(["met", "failed"]);
    expect(asks("bothWays", "60000000", "50000000")).to.deep.equal(["met", "met"]);
    expect(
      says("cftc/rule-23-152-initial", "trade", ["swap"], {
        ...dealer,
        "counterparty.averageAggregateNotional": "8000000000",
      }),
    ).to.equal("outside");
  });
  it("behavior: a short sale without a locate is refused, a market maker's is outside", () => {
    const short = (facts: Activity["facts"]) =>
      says("sec/rule-203-b1", "short", ["equity"], {
        "firm.brokerDealer": true,
        "activity.bonaFideMarketMaking": false,
        "activity.deemedOwned": false,
        "activity.orderOfAnotherBroker": false,
        "activity.borrowed": false,
        "activity.borrowArranged": false,
        "activity.reasonablyLocated": false,
        "activity.locateDocumented": true,
        ...facts,
      });
    expect([
      short({}),
      short({ "activity.reasonablyLocated": true }),
      short({ "activity.bonaFideMarketMaking": true }),
    ]).to.deep.equal(["failed", "met", "outside"]);
    expect(short({ "activity.borrowed": true, "activity.locateDocumented": false })).to.equal("failed");
  });
  it("behavior: a fall in value asks nothing of Regulation T, and a quarter of FINRA", () => {
    const kept = (margin: string) =>
      says("finra/rule-4210-c1", "maintain", ["equity"], {
        "firm.brokerDealer": true,
        "activity.portfolioMargin": false,
        "product.marginEquity": true,
        "activity.shortPosition": false,
        "activity.maintenanceMargin": margin,
      });
    expect([kept("25"), kept("24.99")]).to.deep.equal(["met", "failed"]);
    expect(says("frb/regulation-t-12a", "maintain", ["equity"], { "firm.brokerDealer": true })).to.equal("silent");
  });
});
