import type { Issue } from "../../errors/index.js";
import { isReason, REASON_NAMES } from "../../kinds/index.js";
import { canonicalJson } from "../canonicalJson.js";
import type { Draft, Entry } from "../draft.js";
import { repeats } from "./repeats.js";

const NO_PROVISION = "names no provision that is declared";

const unused = (entries: readonly Entry<unknown>[], named: ReadonlySet<unknown>, message: string): readonly Issue[] =>
  entries.flatMap(({ id, path }) => (id === undefined || named.has(id) ? [] : [{ path, message, value: id }]));

/** Uses and decisions that name nothing. */
function unknownNames(draft: Draft): readonly Issue[] {
  const provisions = new Set(draft.provisions.map(({ id }) => id));
  const powers = new Set(draft.powers.map(({ id }) => id));
  const unknownProvision = (id: string | undefined, path: string): readonly Issue[] =>
    id === undefined || draft.open || provisions.has(id) ? [] : [{ path, message: NO_PROVISION, value: id }];
  return [
    ...draft.uses.flatMap(({ path, value: { provision, power, how } }) => {
      const reason = how !== undefined && "builtIn" in how ? how.builtIn : undefined;
      return [
        ...unknownProvision(provision, `${path}.provision`),
        ...(power === undefined || powers.has(power)
          ? []
          : [{ path: `${path}.power`, message: "names no power that is declared", value: power }]),
        ...(reason === undefined || isReason(reason)
          ? []
          : [{ path: `${path}.how.builtIn`, message: `must be one of ${REASON_NAMES.join(", ")}`, value: reason }]),
      ];
    }),
    ...draft.decisions.flatMap(({ path, value }) =>
      "provision" in value ? unknownProvision(value.provision, `${path}.provision`) : [],
    ),
  ];
}

/** The same said twice: a use, or a rule of one provision. */
function saidTwice({ uses, rules }: Draft): readonly Issue[] {
  const useKeys = uses.map(({ value: { provision, power, how } }) =>
    provision === undefined || power === undefined || how === undefined
      ? undefined
      : canonicalJson([provision, power, Object.keys(how)]),
  );
  const ruleKeys = rules.map(({ use, value }) => canonicalJson([uses[use]?.value.provision, { ...value, note: null }]));
  return [
    ...repeats(useKeys).map((index) => ({
      path: `uses[${index}]`,
      message: "applies the same provision by the same power in the same way as another use",
    })),
    ...repeats(ruleKeys).map((index) => ({
      path: rules[index]?.path ?? "",
      message: "is the same rule as another one of this provision",
    })),
  ];
}

/** What is declared and never named. */
function neverNamed({ provisions, powers, countrySets, regionSets, paths, uses, rules }: Draft): readonly Issue[] {
  const sets = rules.flatMap(({ value }) => {
    const scopes = [value.countries, "counterparty" in value ? value.counterparty?.countries : undefined];
    return ["set" in value ? value.set : undefined, ...scopes.flatMap((scope) => (scope ? Object.values(scope) : []))];
  });
  const pathsUsed = new Set(rules.map(({ value }) => value.path));
  // A rule of no known type may name any set.
  const readable = rules.every(({ value }) => value.type !== undefined);
  return [
    ...unused(
      provisions,
      new Set(uses.map(({ value }) => value.provision)),
      "is applied by no use: enforce it, make it a duty, or say `notEnforced` and why",
    ),
    ...unused(powers, new Set(uses.map(({ value }) => value.power)), "is the power of no use"),
    ...(readable ? unused([...countrySets, ...regionSets], new Set(sets), "is named by no rule") : []),
    ...(readable ? unused(paths, pathsUsed, "has no rule: it would always be open") : []),
  ];
}

/** Uses and decisions that name nothing, the same thing said twice, and what no use and no rule names. */
export const uses = (draft: Draft): readonly Issue[] => [
  ...unknownNames(draft),
  ...saidTwice(draft),
  ...(draft.isPack ? [] : neverNamed(draft)),
];
