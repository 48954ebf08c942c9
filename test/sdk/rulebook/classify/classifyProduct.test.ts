import { expect } from "chai";
import {
  lawFiles,
  readClassification,
  readLaw,
  SHIPPED_CLASSIFICATION,
  SHIPPED_LAW,
} from "../../../../sdk/cli/readLaw.js";
import {
  type Classification,
  classifyProduct,
  type LawDocument,
  parseClassification,
  prepareRulebooks,
  type ProductProfile,
  type SharedVocabulary,
} from "../../../../sdk/rulebook/index.js";
import { AS_OF } from "../../../fixtures/smallPacks.js";

const documents = readLaw(lawFiles(SHIPPED_LAW));
const law = prepareRulebooks(documents);
const table = readClassification(SHIPPED_CLASSIFICATION, documents);
const provenance = { asOf: "2026-08-01", source: "a test", evidence: "verified" } as const;

type Facts = ProductProfile["facts"];
const KNOWN: Facts = {
  "product.fraud": false,
  "product.partyBlocked": false,
  "product.investmentContract": false,
  "product.tokenModel": "none",
  "product.retailCommodityTransaction": false,
  "product.reference": "otherEvent",
};
const classify = (facts: Facts, asOf = AS_OF, rows: Classification = table, rulebooks: readonly LawDocument[] = []) =>
  classifyProduct(
    rulebooks.length === 0 ? law : rulebooks,
    { provenance, facts: { ...KNOWN, ...facts } },
    { asOf, table: rows },
  );

const event = (subject: string, state?: string): Facts => ({
  ...{ "product.instrument": "eventContract", "product.eventSubject": subject, "venue.type": "dcm" },
  ...(state === undefined ? {} : { "counterparty.state": state }),
});

const [THIRD, SIXTH, NINTH] = [
  ["DE", "NJ", "PA", "VI"],
  ["KY", "MI", "OH", "TN"],
  ["AK", "AZ", "CA", "HI", "ID", "MT", "NV", "OR", "WA"],
];

describe("classifyProduct", () => {
  it("default: an event contract on sport is what the court of appeals of the customer's state held, by its text", () => {
    const { byState } = classify(event("sports"));
    expect(byState.map(({ states, class: one, agencies }) => ({ states, one, agencies }))).to.deep.equal([
      { states: NINTH, one: "restricted", agencies: { CFTC: ["restricted"], STATES: ["restricted"] } },
      { states: THIRD, one: "eventContract", agencies: { CFTC: ["eventContract"] } },
      { states: SIXTH, one: "restricted", agencies: { CFTC: ["restricted"], STATES: ["restricted"] } },
    ]);
    for (const { holdings } of byState)
      for (const { because, citation } of holdings) {
        expect(because).to.match(/^(Third|Sixth|Ninth) Circuit: (for|against) the exchange$/);
        expect(citation).to.match(/KalshiEX .* (3d|6th|9th) Cir\./);
      }
  });

  it("behavior: the class and the agencies are those of the state that the facts name", () => {
    const found = (state?: string) => {
      const { class: one, agencies, state: where } = classify(event("sports", state));
      return { one, agencies, where };
    };
    const ambiguous = { CFTC: ["ambiguous"], STATES: ["ambiguous"] };
    expect(found("NJ")).to.deep.equal({ one: "eventContract", agencies: { CFTC: ["eventContract"] }, where: "NJ" });
    for (const state of ["OH", "NV"])
      expect(found(state)).to.deep.equal({
        ...{ one: "restricted", where: state },
        agencies: { CFTC: ["restricted"], STATES: ["restricted"] },
      });
    // No court of appeals that was seen has spoken for New York.
    expect(found("NY")).to.deep.equal({ one: "ambiguous", agencies: ambiguous, where: "NY" });
    expect(found()).to.deep.equal({ one: "ambiguous", agencies: ambiguous, where: undefined });
  });

  it("behavior: a state that is not known is missing where it matters, and nowhere else", () => {
    const missing = (facts: Facts) => classify(facts).missing.map(({ name }) => name);
    expect(missing(event("sports"))).to.include("counterparty.state");
    expect(missing(event("sports", "NY"))).not.to.include("counterparty.state");
    expect(missing(event("weather"))).not.to.include("counterparty.state");
    expect(classify(event("weather", "NJ"))).to.deep.include({ class: "eventContract", byState: [], state: undefined });
  });

  it("behavior: what another text leaves open stays so in every state", () => {
    const gaming = classify(event("gaming", "NJ"));
    // The agency may prohibit it, whatever a court says of the states.
    expect(gaming.class).to.equal("ambiguous");
    expect(classify(event("gaming", "OH")).class).to.equal("restricted");
  });

  it("behavior: before the decisions nobody knew, in no state", () => {
    const before = classify(event("sports", "NJ"), BigInt(Date.UTC(2026, 8, 1) / 1000));
    expect(before).to.deep.include({ class: "ambiguous", byState: [] });
    expect(classify(event("sports", "NJ"), BigInt(Date.UTC(2026, 8, 2) / 1000)).class).to.equal("eventContract");
  });

  it("behavior: a holding that nobody has verified, or that the packs do not have, says nothing", () => {
    const without = (change: (pack: LawDocument) => LawDocument) =>
      classify(event("sports", "NJ"), AS_OF, table, documents.map(change));
    const packs = (change: "drop" | "doubt") =>
      without((one) =>
        !("provisions" in one)
          ? one
          : {
              ...one,
              provisions: one.provisions.flatMap((row) =>
                row.id !== "us/court/kalshi-third-circuit"
                  ? [row]
                  : change === "drop"
                    ? []
                    : [{ ...row, verification: "unverified" as const }],
              ),
            },
      );
    for (const change of ["drop", "doubt"] as const) {
      const found = packs(change);
      expect(found.class).to.equal("ambiguous");
      expect(found.byState.flatMap(({ states }) => states)).not.to.include("NJ");
    }
  });

  it("error: RulebookInvalidError of a holding without its provision", () => {
    const vocabulary = documents.find((one): one is SharedVocabulary => one.format === "weighbridge.vocabulary/1");
    const states = [{ states: ["NJ"], class: "eventContract", because: "A court said so" }];
    const rows = table.rows.map((row, index) => (index === 0 ? { ...row, states } : row));
    expect(() => parseClassification({ ...table, rows }, { vocabulary: vocabulary as SharedVocabulary })).to.throw(
      "rows[0].states[0].provision",
    );
  });
});
