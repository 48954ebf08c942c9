import type { Issue } from "../../errors/index.js";
import type { Draft, Entry } from "../draft.js";
import { repeats } from "./repeats.js";

type Found = {
  readonly path: string;
  readonly fact: string;
  /** Whether a meter reads it, line by line. */
  readonly metered: boolean;
};

/** Every place at which a value names a fact: `{ fact }`, the `per` of a meter, the start of a duty's time. */
function factsIn(value: unknown, path: string, metered = false): readonly Found[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => factsIn(item, `${path}[${index}]`, metered));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly Found[] => {
    const at = `${path}.${key}`;
    if (key === "fact" && typeof inner === "string") return [{ path: at, fact: inner, metered }];
    if (key === "due") return [{ path: `${at}.from`, fact: (inner as { readonly from: string }).from, metered }];
    if (key === "per")
      return (inner as readonly string[]).map((fact, index) => ({ path: `${at}[${index}]`, fact, metered: true }));
    return factsIn(inner, at, metered || key === "meter");
  });
}

const duplicates = (entries: readonly Entry<unknown>[], what: string): readonly Issue[] =>
  repeats(entries.map(({ id }) => id)).map((index) => ({
    path: `${entries[index]?.path}.id`,
    message: `is the id of another ${what}`,
    value: entries[index]?.id,
  }));

/** Origins of one id or number, and one that takes the id of those that nobody said. */
function originsTwice({ lots }: Draft): readonly Issue[] {
  const origins = lots?.origins ?? [];
  const path = (index: number) => `lots.origins[${index}]`;
  return [
    ...repeats(["unspecified", ...origins.map(({ id }) => id)]).map((index) => ({
      path: `${path(index - 1)}.id`,
      message: "is the id of another origin",
      value: origins[index - 1]?.id,
    })),
    ...repeats(origins.map(({ number }) => String(number))).map((index) => ({
      path: `${path(index)}.number`,
      message: "is the number of another origin",
      value: origins[index]?.number,
    })),
  ];
}

/** Outside of a meter there is no line of a ledger whose fact it could be. */
const ofNoLine = ({ path, fact, metered }: Found): readonly Issue[] =>
  metered || !fact.startsWith("entry.")
    ? []
    : [{ path, message: "is a fact of a ledger's line, which only a meter reads", value: fact }];

/** Ids that occur twice, and names of provisions, facts and measures that nothing declares. */
export function references(draft: Draft): readonly Issue[] {
  const ids = (entries: readonly Entry<unknown>[]) => new Set(entries.map(({ id }) => id));
  const known = { provision: ids(draft.provisions), fact: ids(draft.facts), measure: ids(draft.measures) };
  const open = { provision: draft.open, fact: draft.openVocabulary, measure: draft.openVocabulary };
  const unknown = (what: keyof typeof known, id: string, path: string): readonly Issue[] =>
    open[what] || known[what].has(id) ? [] : [{ path, message: `names no ${what} that is declared`, value: id }];

  return [
    ...duplicates(draft.facts, "fact"),
    ...duplicates(draft.measures, "measure"),
    ...duplicates(draft.countrySets, "country set"),
    ...duplicates(draft.regionSets, "region set"),
    ...duplicates(draft.paths, "path"),
    ...originsTwice(draft),
    ...duplicates(draft.powers, "power"),
    ...duplicates(draft.provisions, "provision"),
    ...duplicates(draft.packs, "pack"),
    ...draft.provisions.flatMap(({ path, value }) => {
      const { effect, scope } = value;
      const requirements = effect !== undefined && "requires" in effect ? effect.requires : [];
      return [
        ...factsIn({ scope, effect }, path).flatMap((found) => [
          ...unknown("fact", found.fact, found.path),
          ...ofNoLine(found),
        ]),
        ...requirements.flatMap(({ measure }, index) =>
          unknown("measure", measure, `${path}.effect.requires[${index}].measure`),
        ),
        ...(effect?.type === "exempt" ? effect.from : []).flatMap((id, index) =>
          unknown("provision", id, `${path}.effect.from[${index}]`),
        ),
        ...(value.over ?? []).flatMap((row, index) =>
          unknown("provision", row.provision, `${path}.over[${index}].provision`),
        ),
        ...(["implements", "dependsOn"] as const).flatMap((field) =>
          (value[field] ?? []).flatMap((id, index) => unknown("provision", id, `${path}.${field}[${index}]`)),
        ),
      ];
    }),
  ];
}
