import type { Activity, Pack, Rulebook } from "../../../../sdk/rulebook/index.js";
import { parsePack } from "../../../../sdk/rulebook/index.js";

type Json = Record<string, unknown>;

/** Unix seconds of 15 June 2026. */
export const AS_OF = BigInt(Date.UTC(2026, 5, 15) / 1000);

const fact = (id: string, type: string, some: Json = {}): Json => ({ id, meaning: "A fact.", type, ...some });

/** The vocabulary of these tests. */
export const VOCABULARY = {
  facts: [
    fact("activity.day", "day"),
    fact("activity.units", "number", { unit: "unit" }),
    fact("activity.price", "number", { unit: "USD" }),
    fact("actor.judged", "bool", { openTexture: true }),
    fact("counterparty.id", "text"),
    fact("counterparty.good", "bool"),
    fact("counterparty.rich", "bool"),
    fact("counterparty.wealth", "number", { unit: "USD" }),
    fact("counterparty.kind", "enum", { values: ["person", "company"] }),
    fact("counterparty.licences", "set", { values: ["a", "b"] }),
    fact("entry.good", "bool"),
    fact("issuer.fiscalYearEnd", "day"),
    fact("offering.startedOn", "day"),
  ],
  measures: [{ id: "some", meaning: "Something." }],
};

export const is = (id: string, value: unknown, cmp = "=="): Json => ({
  left: { fact: id },
  cmp,
  right: typeof value === "boolean" ? { bool: value } : value,
});
export const requirement = (test: Json, some: Json = {}): Json => ({ id: "one", measure: "some", test, ...some });
export const limit = (test: Json, some: Json = {}): Json => ({ type: "limit", requires: [requirement(test, some)] });
export const exempt = (from: string, test: Json): Json => ({
  type: "exempt",
  from: [from],
  requires: [requirement(test)],
});
export const define = (id: string, as: Json): Json => ({ type: "define", fact: id, as });

export const provision = (id: string, effect: Json, some: Json = {}): Json => ({
  ...{ id, citation: `Act, ${id}`, summary: "A rule.", authority: "SEC", level: "rule", status: "in_force" },
  effective: { from: "2020-01-01" },
  verification: "secondary",
  sources: [{ name: "Act", seenOn: "2026-01-01" }],
  scope: { binds: "actor", activities: ["transfer"], products: ["equity"], ...(some["scope"] as Json | undefined) },
  effect,
  ...Object.fromEntries(Object.entries(some).filter(([key]) => key !== "scope")),
});

export const pack = (provisions: Json[], id = "test"): Pack =>
  parsePack({ format: "weighbridge.pack/1", id, title: "Test", vocabulary: VOCABULARY, provisions });

export const provenance = { asOf: "2026-06-01", source: "a test", evidence: "verified" } as const;

export const activity = (facts: Json = {}, some: Partial<Activity> = {}): Activity => ({
  kind: "transfer",
  product: { classes: ["equity"] },
  provenance,
  facts: facts as Activity["facts"],
  claims: [],
  ...some,
});

/** A named person's acceptance of a provision. */
export const accepting = (id: string): Rulebook => ({
  format: "weighbridge.rulebook/1",
  ...{ id: "offering", title: "Offering", scheme: "us", token: { decimals: 0 } },
  ...{ packs: [], countrySets: [], powers: [], vocabulary: { facts: [], measures: [] }, provisions: [], uses: [] },
  decisions: [{ provision: id, by: "Ada Counsel", on: "2026-01-01", what: "Accepted." }],
});
