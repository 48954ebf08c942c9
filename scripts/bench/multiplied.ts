import type { AuditDocument, Pack, Provision, SharedVocabulary } from "../../sdk/rulebook/index.js";

/**
 * As many provisions as are wanted, as if other jurisdictions had the same law: each copy has ids, exposures, facts and measures of its own, as law of one
 * place defines its own terms. Copies that shared facts would all define the same ones, which no law does.
 */
export function multiplied(documents: readonly AuditDocument[], wanted: number): readonly AuditDocument[] {
  const packs = documents.filter((one): one is Pack => one.format === "weighbridge.pack/1");
  const count = packs.reduce((sum, { provisions }) => sum + provisions.length, 0);
  const copies = Array.from({ length: Math.ceil(wanted / Math.max(count, 1)) }, (_, copy) => copy);
  const others = documents
    .filter((one) => one.format !== "weighbridge.pack/1")
    .map((one) => (one.format === "weighbridge.vocabulary/1" ? widened(one, copies) : one));
  return [...others, ...copies.flatMap((copy) => packs.map((pack) => copied(pack, copy)))];
}

/** What is not of one place: the day, the year's end, and who somebody is. */
const isCommon = (fact: string) => fact === "activity.day" || fact === "issuer.fiscalYearEnd" || fact.endsWith(".id");
const factOf = (fact: string, copy: number) => (isCommon(fact) ? fact : `${fact}_${copy}`);

const widened = (vocabulary: SharedVocabulary, copies: readonly number[]): SharedVocabulary => {
  const own = copies.filter((copy) => copy > 0);
  const facts = vocabulary.facts.filter(({ id }) => !isCommon(id));
  return {
    ...vocabulary,
    facts: [
      ...vocabulary.facts,
      ...own.flatMap((copy) => facts.map((fact) => ({ ...fact, id: factOf(fact.id, copy) as typeof fact.id }))),
    ],
    measures: [
      ...vocabulary.measures,
      ...own.flatMap((copy) => vocabulary.measures.map((measure) => ({ ...measure, id: `${measure.id}_${copy}` }))),
    ],
  };
};

/** The same with facts and measures of the copy, wherever they are named. */
function renamed(value: unknown, copy: number): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, copy));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      if (key === "fact") return [key, factOf(inner as string, copy)];
      if (key === "per") return [key, (inner as readonly string[]).map((fact) => factOf(fact, copy))];
      if (key === "measure") return [key, `${String(inner)}_${copy}`];
      return [key, renamed(inner, copy)];
    }),
  );
}

function copied(pack: Pack, copy: number): Pack {
  if (copy === 0) return pack;
  const other = (id: string) => `place-${copy}/${id}`;
  const named = (one: Provision): Provision => {
    const effect = renamed(one.effect, copy) as Provision["effect"];
    const scope = renamed(one.scope, copy) as Provision["scope"];
    return {
      ...one,
      id: other(one.id),
      scope: { ...scope, ...(scope.exposure === undefined ? {} : { exposure: `${scope.exposure} ${copy}` }) },
      effect: effect.type === "exempt" ? { ...effect, from: effect.from.map(other) } : effect,
      ...(one.over === undefined ? {} : { over: one.over.map((row) => ({ ...row, provision: other(row.provision) })) }),
    };
  };
  return { ...pack, id: other(pack.id), provisions: pack.provisions.map(named) };
}
