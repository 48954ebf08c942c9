import { readFileSync } from "node:fs";
import { keccak256, stringToHex } from "viem";
import { packsOf } from "../../../sdk/cli/packsOf.js";
import { parseRulebook } from "../../../sdk/rulebook/index.js";

/** The worked offerings. */
export const EXAMPLES = ["private-fund", "startup-506b", "crowdfunding", "tokenized-stock", "feeder-fund"] as const;

/** One of them, as its file has it. */
export const example = (name: (typeof EXAMPLES)[number]): unknown =>
  JSON.parse(readFileSync(`rulebooks/examples/${name}/rulebook.json`, "utf8"));

/** The packs of law that it refers to. */
export const packsOfExample = (name: (typeof EXAMPLES)[number]) => packsOf([parseRulebook(example(name))], []);

type Json = Record<string, unknown>;

const QUOTATION = "No investor shall hold more than one thousand Units.";

/** A provision of the offering's own terms. */
export const provision = (some: Json = {}): Json => ({
  id: "terms/most",
  citation: "Terms, clause 1",
  summary: "At most 1,000 units each.",
  authority: "ISSUER",
  level: "contract",
  status: "in_force",
  effective: { from: "2024-01-01" },
  verification: "primary",
  sources: [
    {
      name: "Terms, clause 1",
      dated: "2024-01-01",
      seenOn: "2024-01-01",
      quotation: QUOTATION,
      quoteHash: keccak256(stringToHex(QUOTATION)),
    },
  ],
  scope: { binds: "counterparty", activities: ["transfer"], products: "any" },
  effect: {
    type: "limit",
    requires: [
      {
        id: "most",
        measure: "unitsHeld",
        test: { left: { fact: "counterparty.unitsAfter" }, cmp: "<=", right: { num: "1000", unit: "unit" } },
      },
    ],
  },
  ...some,
});

/** A rule that holds at most 1,000 units. */
export const mostUnits = (some: Json = {}): Json => ({
  type: "mostUnits",
  movements: ["transfer", "mint"],
  party: "receiver",
  most: { num: "1000", unit: "unit" },
  ...some,
});

export const rule = (type: string, some: Json = {}): Json => ({
  type,
  movements: ["transfer"],
  party: "receiver",
  ...some,
});

/** The use of the provision by these rules. */
export const enforce = (...rules: Json[]): Json => ({
  provision: "terms/most",
  power: "terms-1",
  how: { enforce: rules },
});

/** A rulebook of one provision, enforced by one rule. Each case breaks it in one place. */
export const small = (some: Json = {}): Json => ({
  format: "weighbridge.rulebook/1",
  id: "small",
  title: "Small",
  scheme: "us",
  token: { decimals: 2 },
  packs: [],
  countrySets: [],
  powers: [{ id: "terms-1", instrument: "Terms", clause: "clause 1" }],
  vocabulary: {
    facts: [{ id: "counterparty.unitsAfter", meaning: "Units held after.", type: "number", unit: "unit" }],
    measures: [{ id: "unitsHeld", meaning: "Units held.", unit: "unit" }],
  },
  provisions: [provision()],
  uses: [enforce(mostUnits())],
  decisions: [],
  ...some,
});

/** What a rulebook of tests offers: units of a fund, of which the shipped law says that they are a security, with nothing open. */
export const product = (some: Json = {}): Json => ({
  classes: ["fundInterest"],
  provenance: { asOf: "2024-01-01", source: "Terms", evidence: "attested" },
  facts: {
    "product.instrument": "fundInterest",
    "product.tokenModel": "issuerSponsored",
    "product.sameRights": true,
    "product.nmsStock": false,
    "product.marginEquity": false,
    "product.partyBlocked": false,
    "product.fraud": false,
    "product.retailCommodityTransaction": false,
  },
  ...some,
});

/** The same with these rules, and with country sets if they name any. */
export const withRules = (...rules: Json[]): Json => small({ uses: [enforce(...rules)] });

export const leastHolding = (num: string, some: Json = {}): Json =>
  rule("leastHolding", { least: { num, unit: "unit" }, ...some });

export const upTo = (num: string, some: Json = {}): Json => mostUnits({ most: { num, unit: "unit" }, ...some });

export const countrySet = (id: string, ...countries: string[]): Json => ({ id, title: id, countries });

/** The same with a provision of this effect, or of this only source. */
export const withEffect = (effect: Json): Json => small({ provisions: [provision({ effect })] });

export const withSource = (source: Json): Json =>
  small({
    provisions: [provision({ verification: "secondary", sources: [{ name: "n", seenOn: "2024-01-01", ...source }] })],
  });
