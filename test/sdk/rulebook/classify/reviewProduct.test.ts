import { expect } from "chai";
import { readFileSync } from "node:fs";
import { readClassification, SHIPPED_CLASSIFICATION, shippedLaw } from "../../../../sdk/cli/readLaw.js";
import { RulebookInvalidError } from "../../../../sdk/errors/index.js";
import { parseRulebook, prepareRulebooks, reviewProduct } from "../../../../sdk/rulebook/index.js";
import { example, EXAMPLES, product, small } from "../small.js";

type Json = Record<string, unknown>;

/** 2026-11-26 12:00 UTC */
const AS_OF = BigInt(Date.UTC(2026, 10, 26, 12) / 1000);
const DAY = 86_400n;
const { facts: fund } = product() as { readonly facts: Json };

const decision = (of: string, on: string): Json => ({ product: of, by: "Ada Counsel", on, what: "Accepted." });

/** Facts of what is offered, of the first activity of an example; those of the parties a rulebook cannot say. */
function offered(name: string, id: string): Json {
  type Text = { readonly activities: readonly { readonly id: string; readonly activity: { readonly facts: Json } }[] };
  const { activities } = JSON.parse(readFileSync(`rulebooks/examples/${name}/activities.json`, "utf8")) as Text;
  const facts = activities.find((one) => one.id === id)?.activity.facts ?? {};
  return Object.fromEntries(
    Object.entries(facts).filter(([fact]) => /^(?:product|issuer|offering|venue)\./.test(fact)),
  );
}

describe("reviewProduct", function () {
  this.timeout(60_000);
  const documents = shippedLaw();
  const law = prepareRulebooks(documents);
  const table = readClassification(SHIPPED_CLASSIFICATION, documents);
  const review = (some: Json, parameters: { readonly asOf?: bigint; readonly decidedBy?: bigint } = {}) =>
    reviewProduct(parseRulebook(small(some)), law, { asOf: AS_OF, table, ...parameters });
  const ofFacts = (facts: Json, ...decisions: readonly Json[]) => review({ product: product({ facts }), decisions });
  const paths = ({ issues }: { readonly issues: readonly { readonly path: string }[] }) =>
    issues.map(({ path }) => path);
  const war = { ...fund, "product.instrument": "eventContract", "product.eventSubject": "war" };
  const gaming = { ...fund, "product.instrument": "eventContract", "product.eventSubject": "gaming" };

  for (const name of EXAMPLES)
    it(`default: ${name} is a security, and nothing is open`, () => {
      const { found, ...rest } = reviewProduct(parseRulebook(example(name)), law, { asOf: AS_OF, table });
      expect(rest).to.deep.include({ asOf: "2026-11-26", class: "security", issues: [], mayPlan: true });
      expect(found).to.deep.include({ open: [], agencies: { SEC: ["security"] } });
    });

  it("behavior: a rulebook that does not say what is offered is ambiguous until somebody accepts that", () => {
    const none = review({});
    expect(none).to.deep.include({ class: "ambiguous", offeredAs: [], found: undefined, mayPlan: false });
    expect(paths(none)).to.deep.equal(["product"]);
    expect(review({ decisions: [decision("ambiguous", "2026-11-26")] })).to.deep.include({ mayPlan: true });
    expect(review({ decisions: [decision("restricted", "2026-11-26")] })).to.deep.include({ mayPlan: false });
  });

  it("behavior: a fact that is missing and would tell is named, and what would tell nothing is not", () => {
    const { "product.fraud": _fraud, ...some } = fund;
    const found = ofFacts(some);
    expect(found).to.deep.include({ class: "ambiguous", mayPlan: false });
    expect(found.issues.map(({ path, message }) => `${path} ${message}`)).to.deep.equal([
      'product.facts["product.fraud"] is missing; by it the product may be restricted',
    ]);
    // Whether it has loan value changes no class.
    const { "product.marginEquity": _margin, ...without } = fund;
    expect(ofFacts(without)).to.deep.include({ class: "security", issues: [], mayPlan: true });
  });

  it("behavior: what is only believed tells nothing where the law leaves it to judgement", () => {
    const believed = product({ provenance: { asOf: "2024-01-01", source: "Terms" } });
    const found = review({ product: believed });
    expect(found.class).to.equal("ambiguous");
    expect(found.issues.map(({ message }) => message).join()).to.include("counts if it is attested or verified");
  });

  it("behavior: what is of no kind that the table knows is ambiguous", () => {
    const other = ofFacts({
      ...fund,
      "product.instrument": "other",
      "product.investmentContract": false,
    });
    expect(other).to.deep.include({ class: "ambiguous", mayPlan: false });
    expect(other.issues).to.deep.equal([{ path: "product", message: "is of no kind that the table of classes knows" }]);
  });

  it("behavior: facts that lapsed, or were not known yet, are missing", () => {
    const provenance = { asOf: "2026-11-26", until: "2026-11-27", source: "Terms", evidence: "attested" };
    const classOn = (days: bigint) => review({ product: product({ provenance }) }, { asOf: AS_OF + days * DAY }).class;
    expect([-1n, 0n, 1n, 2n].map(classOn)).to.deep.equal(["ambiguous", "security", "security", "ambiguous"]);
  });

  it("behavior: a synthetic stock for the public, and contracts on war and on gaming, may not be planned", () => {
    const synthetic = offered("synthetic-stock", "public-off-exchange");
    expect(ofFacts(synthetic)).to.deep.include({ class: "ambiguous", mayPlan: false });
    const toPublic = { ...synthetic, "offering.toEligibleContractParticipantsOnly": false };
    const found = ofFacts(toPublic);
    expect(found).to.deep.include({ class: "restricted", mayPlan: false });
    expect(found.issues.map(({ value }) => value)).to.deep.equal(["security-based-swap-off-exchange"]);
    expect(ofFacts(war)).to.deep.include({ class: "restricted", mayPlan: false });
    const ambiguous = ofFacts(gaming);
    expect(ambiguous).to.deep.include({ class: "ambiguous", mayPlan: false });
    expect(ambiguous.issues.map(({ value }) => value)).to.include("sports-event");
  });

  it("behavior: a decision counts if it names what was found, and was made by then", () => {
    for (const [of, on, mayPlan] of [
      ["restricted", "2026-11-25", true],
      ["restricted", "2026-11-26", true],
      ["restricted", "2026-11-27", false],
      ["ambiguous", "2026-11-26", false],
    ] as const)
      expect(ofFacts(war, decision(of, on)).mayPlan, `${of} ${on}`).to.equal(mayPlan);
    const idle = ofFacts(war, decision("ambiguous", "2026-01-01"), decision("restricted", "2026-11-27"));
    expect(paths(idle)).to.deep.equal(["product", "decisions[0].product", "decisions[1].on"]);
    const latest = ofFacts(war, decision("restricted", "2026-11-20"), decision("restricted", "2026-11-02"));
    expect(latest.decision?.on).to.equal("2026-11-20");
  });

  it("args: decidedBy, what is decided later is not decided, whatever day the law is of", () => {
    const some = { product: product({ facts: war }), decisions: [decision("restricted", "2026-11-27")] };
    expect(review(some, { asOf: AS_OF + 9n * DAY }).mayPlan).to.equal(true);
    expect(review(some, { asOf: AS_OF + 9n * DAY, decidedBy: AS_OF }).mayPlan).to.equal(false);
    expect(review(some, { asOf: AS_OF, decidedBy: AS_OF + 9n * DAY }).mayPlan).to.equal(false);
  });

  it("behavior: nobody need decide what is clear, and a decision about a provision accepts no product", () => {
    const clear = review({ product: product(), decisions: [decision("restricted", "2026-01-01")] });
    expect(clear).to.deep.include({ class: "security", issues: [], decision: undefined, mayPlan: true });
    const { product: _product, ...rest } = decision("restricted", "2026-01-01");
    const other = ofFacts(war, { provision: "terms/most", ...rest });
    expect(other).to.deep.include({ mayPlan: false, decision: undefined });
  });

  it("error: RulebookInvalidError, with the place in the rulebook and what would be right", () => {
    for (const [facts, issue] of [
      [{ "product.fraud": "no" }, 'product.facts["product.fraud"]: must be true or false'],
      [{ "product.unheard": true }, 'product.facts["product.unheard"]: names no fact that is declared'],
      [{ "product.eventSubject": "War" }, 'product.facts["product.eventSubject"]: must be one of unlawfulActivity'],
      [{ "product.tokenModel": "synthetik" }, 'product.facts["product.tokenModel"]: must be one of issuerSponsored'],
      [
        { "product.reves": ["motive"] },
        'product.facts["product.reves"]: must be a list of values, none of them twice, of motivation',
      ],
    ] as const)
      expect(() => ofFacts({ ...fund, ...facts })).to.throw(RulebookInvalidError, issue);
  });
});
