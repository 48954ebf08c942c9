import { type Case, itRefuses } from "./issues.js";
import { product, small } from "./small.js";

const PARTY =
  "must name a fact of product, issuer, offering, venue, as product.instrument: those of the parties differ by movement";
const ofFact = (fact: string, value: unknown = true) =>
  small({ product: product({ facts: { "product.instrument": "share", [fact]: value } }) });
const decided = (some: Record<string, unknown>) =>
  small({ decisions: [{ product: "restricted", by: "A. Example", on: "2026-01-01", what: "Accepted.", ...some }] });

/** What is offered, and who accepted how it is classified. */
const CASES: readonly Case[] = [
  ...["actor.listed", "counterparty.accredited", "activity.credit", "entry.price", "firm.dealer", "nobody.knows"].map(
    (fact): Case => [`a fact of ${fact}`, ofFact(fact), [`product.facts["${fact}"]: ${PARTY}`]],
  ),
  ["no class", small({ product: product({ classes: [] }) }), ["product.classes: must not be empty"]],
  ["a class twice", small({ product: product({ classes: ["debt", "debt"] }) }), ["product.classes: must not repeat"]],
  [
    "facts without provenance",
    small({ product: { classes: ["debt"], facts: {} } }),
    ["product.provenance: is missing"],
  ],
  ["another field", small({ product: product({ price: 1 }) }), ["product.price: is not a field here"]],
  [
    "a number as JSON",
    ofFact("product.price", 3),
    [
      'product.facts["product.price"]: has none of the forms that are possible here: a number is written as text, as "3"',
    ],
  ],
  [
    "a decision of another class",
    decided({ product: "security" }),
    ['decisions[0].product: must be "restricted" or "ambiguous"'],
  ],
  ["a decision by nobody", decided({ by: undefined }), ["decisions[0].by: is missing"]],
  [
    "a decision on no day",
    decided({ on: "2026-02-30" }),
    ["decisions[0].on: must be a day of the calendar, as 2026-02-28"],
  ],
  [
    "a decision of two things",
    decided({ provision: "terms/most" }),
    ["decisions[0]: has none of the forms that are possible here"],
  ],
];

describe("parseRulebook, of products", () => {
  CASES.forEach(itRefuses);
});
