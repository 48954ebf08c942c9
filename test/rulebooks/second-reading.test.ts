import { readFileSync } from "node:fs";
import { expect } from "chai";
import { keccak256, stringToHex } from "viem";
import { lawFiles, readLaw, SHIPPED_CLASSIFICATION, SHIPPED_LAW } from "../../sdk/cli/readLaw.js";
import type { Activity } from "../../sdk/rulebook/assess/activity.js";
import { assess } from "../../sdk/rulebook/assess/assess.js";
import { prepareRulebooks } from "../../sdk/rulebook/assess/prepareRulebooks.js";
import type { Source } from "../../sdk/rulebook/provision.js";

const law = prepareRulebooks(readLaw(lawFiles(SHIPPED_LAW)));
const provenance = { asOf: "2020-01-01", source: "the test", evidence: "verified" } as const;

/** What one provision says of an act. */
function says(
  id: string,
  kind: Activity["kind"],
  classes: Activity["product"]["classes"],
  facts: Activity["facts"],
  { day = "2026-11-25", claims = [] }: { readonly day?: string; readonly claims?: Activity["claims"] } = {},
) {
  const activity: Activity = { kind, product: { classes }, provenance, facts, claims };
  const { findings } = assess(law, activity, { asOf: BigInt(Date.parse(day) / 1000) });
  const found = findings.find(({ provision }) => provision === `us/${id}`);
  if (found?.binds === false) return "outside";
  return found === undefined ? "silent" : found.result;
}

/** Every list of sources of a document, wherever it stands. */
function sourcesIn(value: unknown): readonly Source[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(sourcesIn);
  return Object.entries(value).flatMap(([key, part]) => (key === "sources" ? (part as Source[]) : sourcesIn(part)));
}

describe("rulebooks/us: what a second reading against the texts mended", () => {
  it("behavior: no source is quoted at more than 25 words, with another hash, or before its copy", () => {
    const sources = [...lawFiles(SHIPPED_LAW), SHIPPED_CLASSIFICATION].flatMap((path) =>
      sourcesIn(JSON.parse(readFileSync(path, "utf8"))),
    );
    expect(sources.length).to.be.greaterThan(460);
    for (const { name, quotation, quoteHash, dated, seenOn } of sources) {
      expect((quotation ?? "").split(/\s+/).length, name).to.be.at.most(25);
      expect(quoteHash, name).to.equal(quotation === undefined ? undefined : keccak256(stringToHex(quotation)));
      if (dated !== undefined) expect(dated <= seenOn, name).to.equal(true);
    }
  });

  it("behavior: regimes of one Act share an account only if a text expressly permits it, and never a securities account", () => {
    const both = (regime: string, permitted: boolean, byRule: boolean) =>
      ["cftc/rule-1-20", "cftc/rule-22-2", "cftc/rule-30-7"].map((id) =>
        says(id, "custody", ["future"], {
          "firm.registration": ["fcm"],
          "activity.futuresCustomerFunds": true,
          "activity.clearedSwapsCollateral": true,
          "activity.foreignFuturesFunds": true,
          "activity.mixedWithFirmsFunds": false,
          "activity.accountRegime": regime,
          "activity.commonAccountPermitted": permitted,
          "activity.commonAccountByClearingRule": byRule,
        }),
      );
    expect(both("futures", false, false)).to.deep.equal(["met", "failed", "failed"]);
    expect(both("futures", true, false)).to.deep.equal(["met", "met", "met"]);
    expect(both("futures", false, true)).to.deep.equal(["met", "met", "failed"]);
    expect(both("securities", true, true)).to.deep.equal(["failed", "failed", "failed"]);
  });

  it("behavior: a dealer waits until forty days have expired, and the fortieth has not", () => {
    const sells = (day: string) =>
      says(
        "sec/securities-act-4a3",
        "resale",
        ["equity"],
        {
          ...{ "actor.dealer": true, "actor.underwriter": false, "activity.unsoldAllotment": false },
          ...{ "offering.firstOfferedOn": "2026-10-01", "activity.day": day },
        },
        { claims: ["us/sec/securities-act-4a3"] },
      );
    expect([sells("2026-11-09"), sells("2026-11-10"), sells("2026-11-11")]).to.deep.equal(["failed", "failed", "met"]);
  });

  it("behavior: a future on an index that is narrow by the test alone trades until half of the index is halted", () => {
    const trades = (halted: string) =>
      says("cftc/rule-41-25-halt", "trade", ["securityFuture"], {
        ...{ "product.reference": "broadIndex", "product.haltedShareOfIndex": halted },
        "product.stoppedOnPrimary": false,
      });
    expect([trades("49.99"), trades("50")]).to.deep.equal(["met", "failed"]);
  });

  it("behavior: that a foreign institution is a qualified custodian was read nowhere, and allows nothing", () => {
    const kept = (custodian: string) =>
      says("sec/rule-206-4-2", "custody", ["equity"], {
        ...{ "firm.registration": ["investmentAdviser"], "activity.assetsOfAdvisedClients": true },
        ...{ "activity.custodian": custodian, "activity.foreignInstitutionSegregates": true },
        ...{ "activity.statementEveryMonths": "3", "activity.examinedEveryMonths": "12" },
      });
    expect([kept("bank"), kept("foreignInstitution"), kept("smartContract")]).to.deep.equal([
      "met",
      "unknown",
      "failed",
    ]);
  });

  it("behavior: a payment period is the cycle and two business days, on either side of 28 May 2024", () => {
    const paid = (id: string, day: string, paidOn: string) =>
      says(
        id,
        "trade",
        ["equity"],
        {
          ...{ "firm.brokerDealer": true, "activity.inCashAccount": true, "activity.deliveryAgainstPayment": false },
          ...{ "activity.day": day, "activity.paidOn": paidOn },
        },
        { day },
      );
    const old = "frb/regulation-t-2-before-2024-05-28";
    expect([paid(old, "2024-05-13", "2024-05-17"), paid(old, "2024-05-13", "2024-05-20")]).to.deep.equal([
      "met",
      "failed",
    ]);
    const now = "frb/regulation-t-2";
    expect([paid(now, "2024-06-03", "2024-06-06"), paid(now, "2024-06-03", "2024-06-07")]).to.deep.equal([
      "met",
      "failed",
    ]);
  });
});
