import type { Issue } from "../../errors/index.js";
import type { RuleKind } from "../../kinds/index.js";
import type { Draft, RuleEntry } from "../draft.js";
import type { Countries } from "../enforcement.js";
import { ruleNumbers } from "../limits.js";

type Conflict = {
  /** The rule that asks for at least, and the one that allows at most. */
  readonly low: RuleKind;
  readonly high: RuleKind;
  /** Whether equal numbers contradict each other too. */
  readonly strict: boolean;
  /** Whether both must judge the same party of the same movement; else it is enough that they bind the same investors. */
  readonly sameMovement: boolean;
  readonly message: string;
};

const CONFLICTS: readonly Conflict[] = [
  { low: "leastHolding", high: "mostUnits", strict: true, sameMovement: false, message: "nobody could hold" },
  { low: "notBefore", high: "notAfter", strict: false, sameMovement: true, message: "no time would be left" },
  {
    low: "leastPerMovement",
    high: "mostPerMovement",
    strict: true,
    sameMovement: true,
    message: "no amount would be left",
  },
  { low: "leastPerMovement", high: "mostUnits", strict: true, sameMovement: true, message: "nobody could acquire" },
  {
    low: "leastHolding",
    high: "mostPerMovement",
    strict: true,
    sameMovement: true,
    message: "nobody new could acquire",
  },
];

type Numbered = { readonly entry: RuleEntry; readonly value: bigint; readonly path: string };

const meet = <T>(one: readonly T[] | undefined, other: readonly T[] | undefined) =>
  one === undefined || other === undefined || one.some((item) => other.includes(item));

/** Whether a rule can bind one party of one movement together with another one. */
function overlap(one: RuleEntry, other: RuleEntry, { sameMovement }: Conflict, countriesMeet: CountriesMeet): boolean {
  const [a, b] = [one.value, other.value];
  // Nobody has to meet the rules of two paths together.
  if (a.path !== undefined && b.path !== undefined && a.path !== b.path) return false;
  if (sameMovement) {
    if (!meet(a.movements, b.movements)) return false;
    // Rules about different parties can be met by other parties; a rule about the movement itself cannot be escaped.
    if (a.party === "token" || b.party === "token") return true;
    if (a.party !== b.party) return false;
  }
  const [mine, theirs] = [a, b].map((rule) => ("counterparty" in rule ? rule.counterparty : undefined));
  return (
    meet(a.lanes, b.lanes) &&
    countriesMeet(a.countries, b.countries) &&
    meet(mine?.lanes, theirs?.lanes) &&
    countriesMeet(mine?.countries, theirs?.countries)
  );
}

type CountriesMeet = (one: Countries | undefined, other: Countries | undefined) => boolean;

function countriesMeetIn({ countrySets }: Draft): CountriesMeet {
  const members = new Map(countrySets.map(({ id, value }) => [id, value.countries ?? []]));
  const inside = (id: string) => members.get(id) ?? [];
  return (one, other) => {
    if (one === undefined || other === undefined) return true;
    if ("set" in one && "set" in other) return meet(inside(one.set), inside(other.set));
    if ("outside" in one && "outside" in other) return true;
    const [set, outside] = "set" in one ? [one.set, other] : [(other as { readonly set: string }).set, one];
    return "outside" in outside && inside(set).some((country) => !inside(outside.outside).includes(country));
  };
}

/** Limits with overlapping scope that nobody can meet together; reported at the number of the rule that asks for at least. */
export function contradictions(draft: Draft): readonly Issue[] {
  const countriesMeet = countriesMeetIn(draft);
  const numbered = (kind: RuleKind): readonly Numbered[] =>
    draft.rules
      .filter(({ value }) => value.type === kind)
      .flatMap((entry) =>
        ruleNumbers(entry.value, draft.decimals).flatMap((number) =>
          "value" in number ? [{ entry, value: number.value, path: `${entry.path}.${number.field}` }] : [],
        ),
      );
  return CONFLICTS.flatMap((conflict) =>
    numbered(conflict.low).flatMap((low) =>
      numbered(conflict.high).flatMap((high) => {
        const contradict = conflict.strict ? low.value > high.value : low.value >= high.value;
        if (!contradict || !overlap(low.entry, high.entry, conflict, countriesMeet)) return [];
        const path = low.path.replace(/\.num$/, "");
        return [{ path, message: `contradicts ${high.path.replace(/\.num$/, "")}: ${conflict.message}` }];
      }),
    ),
  );
}
