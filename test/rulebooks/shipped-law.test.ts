import { expect } from "chai";
import { lawFiles, readClassification, readLaw, SHIPPED_CLASSIFICATION, SHIPPED_LAW } from "../../sdk/cli/readLaw.js";
import {
  assess,
  classifyInvestor,
  classifyProduct,
  type InvestorProfile,
  prepareRulebooks,
} from "../../sdk/rulebook/index.js";

const AS_OF = BigInt(Date.UTC(2026, 10, 26) / 1000);
const provenance = { asOf: "2026-11-01", source: "a test", evidence: "verified" } as const;

describe("the law that is shipped", function () {
  this.timeout(60_000);
  const documents = readLaw(lawFiles(SHIPPED_LAW));
  const law = prepareRulebooks(documents);
  const table = readClassification(SHIPPED_CLASSIFICATION, documents);
  const profile = (facts: InvestorProfile["facts"]) => ({ provenance, facts });

  it("behavior: is well formed, and whole", () => {
    const dangling = law.provisions.flatMap(
      ({ provision: { id, effect, over = [], implements: ends = [], dependsOn = [] } }) => {
        const named = [
          ...(effect.type === "exempt" ? effect.from : []),
          ...over.map((row) => row.provision),
          ...ends,
          ...dependsOn,
        ];
        return named.filter((one) => !law.byId.has(one)).map((one) => `${id} → ${one}`);
      },
    );
    expect(dangling).to.deep.equal([]);
    const noBans = law.provisions.flatMap(({ provision: { id, effect } }) =>
      (effect.type === "exempt" ? effect.from : []).flatMap((one) =>
        ["prohibit", "consequence"].includes(law.byId.get(one)?.provision.effect.type ?? "") ? [] : [`${id} → ${one}`],
      ),
    );
    expect(noBans).to.deep.equal([]);
  });

  it("behavior: every provision in force that speaks of an activity has one finding", () => {
    for (const kind of ["issue", "resale", "trade", "extendCredit", "hold", "settle", "custody"] as const) {
      const found = assess(
        law,
        { kind, product: { classes: ["equity"] }, provenance, facts: {}, claims: [] },
        { asOf: AS_OF },
      );
      const ids = found.findings.map(({ provision }) => provision);
      expect(new Set(ids).size).to.equal(ids.length);
      const wanted = law
        .on("2026-11-26")
        .candidates(kind, ["equity"])
        .provisions.map(({ provision }) => provision.id);
      expect(ids).to.deep.equal(wanted);
      expect(found.outcome).to.be.oneOf(["ambiguous", "refuse"]);
    }
  });

  const accredited = (facts: InvestorProfile["facts"]) =>
    classifyInvestor(law, profile({ "counterparty.naturalPerson": true, ...facts }), { asOf: AS_OF }).statuses.find(
      ({ fact }) => fact === "counterparty.accredited",
    );

  it("behavior: an investor is accredited above a million, and not at it", () => {
    expect(accredited({ "counterparty.netWorth": "1000000.01" })?.value).to.equal(true);
    const at = accredited({ "counterparty.netWorth": "1000000" });
    expect(at?.value).to.equal(undefined);
    const route = at?.routes.find(({ measured }) => measured === "1000000");
    expect(route).to.include({ result: "failed", cmp: ">", limit: "1000000" });
    expect(at?.missing[0]?.from).to.include("counterparty.licences");
  });

  const product = (facts: InvestorProfile["facts"]) =>
    classifyProduct(
      law,
      profile({
        "product.fraud": false,
        "product.partyBlocked": false,
        "product.investmentContract": false,
        "product.tokenModel": "none",
        "product.retailCommodityTransaction": false,
        ...facts,
      }),
      { asOf: AS_OF, table },
    );

  it("behavior: products are classified by every row of the table", () => {
    const future = { "product.instrument": "future", "product.reference": "singleSecurity" };
    expect(product(future)).to.include({ class: "securityFuture" });
    expect(product({ "product.instrument": "share" }).agencies).to.deep.equal({ SEC: ["security"] });
    const wager = product({ "product.instrument": "eventContract", "product.eventSubject": "war" });
    expect(wager.class).to.equal("restricted");
    expect(product({}).class).to.equal("ambiguous");
    const mixed = product({
      "product.instrument": "swap",
      "product.reference": "singleSecurity",
      "product.alsoOtherReference": true,
      "offering.toEligibleContractParticipantsOnly": true,
    });
    expect(mixed.class).to.equal("mixedSwap");
    expect(mixed.matches.map(({ row }) => row)).to.include.members(["security-based-swap", "mixed-swap"]);
  });

  it("behavior: a party that is blocked restricts a product in all, and nobody knows while it was not asked", () => {
    const share = { "product.instrument": "share" };
    expect(product({ ...share, "product.partyBlocked": true })).to.deep.include({
      class: "restricted",
      agencies: { ALL: ["restricted"], SEC: ["security"] },
    });
    const unasked = classifyProduct(
      law,
      profile({ ...share, "product.fraud": false, "product.retailCommodityTransaction": false }),
      { asOf: AS_OF, table },
    );
    expect(unasked.class).to.equal("ambiguous");
    expect(unasked.missing.map(({ name }) => name)).to.include("product.partyBlocked");
  });

  it("behavior: a security on a tokenised venue, one without loan value, and swaps with the public have rows of their own", () => {
    const rows = (facts: InvestorProfile["facts"]) => product(facts).matches.map(({ row }) => row);
    const listed = {
      ...{ "product.instrument": "share", "product.tokenModel": "custodial" },
      ...{ "product.nmsStock": true, "product.sameRights": true },
    };
    expect(rows({ ...listed, "product.marginEquity": true })).to.deep.equal(["security", "security-venue-eligible"]);
    expect(rows({ ...listed, "product.nmsStock": false, "product.marginEquity": false })).to.deep.equal([
      "security",
      "security-no-loan-value",
    ]);
    const swap = (reference: string, eligible: boolean) =>
      rows({
        "product.instrument": "swap",
        "product.reference": reference,
        "product.alsoOtherReference": false,
        "counterparty.naturalPerson": true,
        "counterparty.entityKind": "other",
        "counterparty.discretionaryAmounts": eligible ? "10000000.01" : "10000000",
        "counterparty.hedgesOwnRisk": false,
      });
    expect(swap("singleSecurity", true)).to.deep.equal(["security-based-swap"]);
    expect(swap("rate", true)).to.deep.equal(["swap"]);
    expect(swap("singleSecurity", false)).to.deep.equal(["security-based-swap", "security-based-swap-public"]);
    expect(swap("rate", false)).to.deep.equal(["swap", "swap-public"]);
  });

  it("behavior: swaps off their markets are restricted for the public, and not for eligible contract participants only", () => {
    const swap = (reference: string, only: boolean, type: string, registered = false) =>
      product({
        "product.instrument": "swap",
        "product.reference": reference,
        "product.alsoOtherReference": false,
        "product.registrationStatementFor10a": registered,
        "offering.toEligibleContractParticipantsOnly": only,
        "venue.type": type,
      }).class;
    expect(swap("singleSecurity", false, "offExchange", true)).to.equal("restricted");
    expect(swap("singleSecurity", false, "nationalExchange")).to.equal("restricted");
    expect(swap("singleSecurity", false, "nationalExchange", true)).to.equal("securityBasedSwap");
    expect(swap("singleSecurity", true, "offExchange")).to.equal("securityBasedSwap");
    expect(swap("rate", false, "offExchange")).to.equal("restricted");
    expect(swap("rate", false, "dcm")).to.equal("swap");
    expect(swap("rate", true, "offExchange")).to.equal("swap");
  });

  it("behavior: courts of appeals disagree by state on sports", () => {
    const found = product({ "product.instrument": "eventContract", "product.eventSubject": "sports" });
    expect(found.class).to.equal("ambiguous");
    expect(found.matches.flatMap(({ states }) => states).length).to.equal(3);
  });
});
