import { type Ask, partsOf, scopeOf } from "./asks.js";
import { type Law } from "./law.js";

/** What tests are about, definitions in force seen through. */
export type Subjects = {
  /**
   * Whether two asks measure something in common: a fact, what a meter counts, or what one of them is derived from. Of those that do not, each may be met
   * or not for itself: they are conditions beside each other, and no two answers to one question.
   */
  readonly same: (one: Ask, other: Ask) => boolean;
  /** Everything that a derived fact is made of. */
  readonly groundsOf: (fact: string) => ReadonlySet<string>;
};

/** Works out what definitions in force make derived facts of, once for each. */
export function subjectsOf({ inForce }: Law): Subjects {
  const direct = new Map<string, string[]>();
  for (const placed of inForce) {
    const { effect } = placed.provision;
    if (effect.type !== "define") continue;
    const from = [...partsOf(effect.as).facts, ...partsOf(scopeOf(placed)).facts];
    direct.set(effect.fact, [...(direct.get(effect.fact) ?? []), ...from]);
  }
  const kept = new Map<string, ReadonlySet<string>>();
  const groundsOf = (fact: string): ReadonlySet<string> => {
    const known = kept.get(fact);
    if (known !== undefined) return known;
    const found = new Set(direct.get(fact) ?? []);
    // A set goes through what is added to it meanwhile.
    for (const one of found) for (const ground of direct.get(one) ?? []) found.add(ground);
    kept.set(fact, found);
    return found;
  };
  const subjects = new Map<string, ReadonlySet<string>>();
  const subjectOf = ({ path, test }: Ask): ReadonlySet<string> => {
    const known = subjects.get(path);
    if (known !== undefined) return known;
    const { measured } = partsOf(test);
    const found = new Set(measured.flatMap((fact) => [fact, ...groundsOf(fact)]));
    subjects.set(path, found);
    return found;
  };
  const same = (one: Ask, other: Ask) => {
    const theirs = subjectOf(other);
    return [...subjectOf(one)].some((fact) => theirs.has(fact));
  };
  return { groundsOf, same };
}

/** Whether two asks name two economic exposures: nothing is under both. */
export function exposuresDiffer(one: Ask, other: Ask): boolean {
  const [mine, theirs] = [one.placed.provision.scope.exposure, other.placed.provision.scope.exposure];
  return mine !== undefined && theirs !== undefined && mine !== theirs;
}
