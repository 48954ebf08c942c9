import { groupPairs } from "../groupPairs.js";
import type { Provision } from "../provision.js";
import type { ActivityKind, ProductClass } from "../vocabulary.js";
import type { FactSlots } from "../values/context.js";
import type { PreparedProvision } from "./preparedProvision.js";
import { type Reach, reachOf } from "./reach.js";

/** One provision that goes before another, and the text that says so. */
export type Precedence = { readonly by: PreparedProvision; readonly because: string };

/** The provisions in force on a day that speak of an activity with a product. */
export type Candidates = {
  readonly provisions: readonly PreparedProvision[];
  readonly indexes: ReadonlySet<number>;
  /** By the id of a prohibition. */
  readonly exemptions: ReadonlyMap<string, readonly PreparedProvision[]>;
  /** Ids of packs and rulebooks with one of the provisions, and of the others. */
  readonly speaking: readonly string[];
  readonly silent: readonly string[];
};

/** Law as it stands on one day, indexed once. */
export type LawOnDay = {
  readonly inForce: readonly PreparedProvision[];
  readonly candidates: (kind: ActivityKind, classes: readonly ProductClass[]) => Candidates;
  /** By slot of the fact. */
  readonly definitions: readonly (readonly PreparedProvision[] | undefined)[];
  /** By index of the provision that gives way. */
  readonly precedence: readonly (readonly Precedence[] | undefined)[];
  /** By index of a definition. */
  readonly reaches: readonly (Reach | undefined)[];
};

/** Whether a provision decides about a day. What is proposed or withdrawn never does. @param adopted Judged as if it were in force. */
export function inForceOn({ id, status, effective }: Provision, day: string, adopted: ReadonlySet<string>): boolean {
  if (adopted.has(id)) return true;
  if (status === "proposed" || status === "withdrawn" || effective === undefined) return false;
  return effective.from <= day && (effective.through === undefined || day <= effective.through);
}

export function lawOnDay(
  {
    provisions: all,
    books,
    facts,
  }: {
    readonly provisions: readonly PreparedProvision[];
    readonly books: readonly string[];
    readonly facts: FactSlots;
  },
  day: string,
  adopted: ReadonlySet<string>,
): LawOnDay {
  const inForce = all.filter(({ provision }) => inForceOn(provision, day, adopted));
  const byId = groupPairs(inForce.map((one) => [one.provision.id, one] as const));
  const known = new Map<string, Candidates>();

  const candidates = (kind: ActivityKind, classes: readonly ProductClass[]): Candidates => {
    const key = `${kind} ${classes.length === 1 ? classes[0] : [...classes].sort().join(" ")}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const provisions = inForce.filter(({ provision: { scope } }) => {
      const { activities, products } = scope;
      return activities.includes(kind) && (products === "any" || products.some((one) => classes.includes(one)));
    });
    const exemptions = provisions.flatMap((one) => {
      const { effect } = one.provision;
      return effect.type === "exempt" ? effect.from.map((id) => [id, one] as const) : [];
    });
    const speaking = new Set(provisions.map(({ book }) => book));
    const made = {
      provisions,
      indexes: new Set(provisions.map(({ index }) => index)),
      exemptions: groupPairs(exemptions),
      speaking: books.filter((id) => speaking.has(id)),
      silent: books.filter((id) => !speaking.has(id)),
    };
    known.set(key, made);
    return made;
  };

  // Without holes: looking into one is slow.
  const definitions = new Array<PreparedProvision[] | undefined>(facts.size).fill(undefined);
  const precedence = new Array<Precedence[] | undefined>(all.length).fill(undefined);
  for (const by of inForce) {
    if (by.defines !== undefined) (definitions[by.defines.slot] ??= []).push(by);
    for (const { provision, because } of by.provision.over ?? [])
      for (const { index } of byId.get(provision) ?? []) (precedence[index] ??= []).push({ by, because });
  }
  const reaches = new Array<Reach | undefined>(all.length).fill(undefined);
  for (const one of inForce)
    if (one.defines !== undefined) reaches[one.index] = reachOf(one, { definitions, precedence });
  return { inForce, candidates, definitions, precedence, reaches };
}
