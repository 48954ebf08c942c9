import { components } from "./components.js";
import { type Fraction, NOTHING, plus, times, WHOLE } from "./fraction.js";
import { leastSolution, type Option } from "./leastSolution.js";
import type { Relations } from "./relations.js";

/**
 * @internal
 * What interest a person has in each unit, of those in which it has any. Of a unit it is the largest of: what it has in who controls the unit or acts
 * with it, whole; and, of each member of the unit, the sum over its owners of their share times the interest in them. In itself it is whole, and the
 * least of all such values counts, so that nobody owns anything by a circle that begins nowhere.
 */
export function interestsOf(
  person: number,
  { from, owners, unitOf, members, controllers }: Relations,
): ReadonlyMap<number, Fraction> {
  const unit = (one: number): number => unitOf.get(one) ?? one;
  const start = unit(person);
  const next = (of: number): readonly number[] =>
    (members.get(of) ?? []).flatMap((one) => (from.get(one) ?? []).map(({ to }) => unit(to)));
  const reached = reachedFrom(start, next);
  const known = new Map<number, Fraction>([[start, WHOLE]]);
  const others = [...reached].filter((one) => one !== start);
  for (const circle of components(others, (one) => next(one).filter((to) => to !== start))) {
    const inCircle = new Set(circle);
    /** What is known already is a constant; the rest is sought. */
    const option = (shares: Iterable<readonly [number, Fraction]>): Option<number> => {
      let constant = NOTHING;
      const sought = new Map<number, Fraction>();
      for (const [of, share] of shares)
        if (inCircle.has(of)) sought.set(of, plus(sought.get(of) ?? NOTHING, share));
        else constant = plus(constant, times(share, known.get(of) ?? NOTHING));
      return { constant, shares: sought };
    };
    const options = new Map(
      circle.map((one) => [
        one,
        [
          ...[...(controllers.get(one) ?? [])].map((by) => option([[by, WHOLE]])),
          ...(members.get(one) ?? []).map((member) =>
            option([...(owners.get(member) ?? [])].map(([owner, share]) => [unit(owner), share] as const)),
          ),
        ],
      ]),
    );
    for (const [of, interest] of leastSolution(options)) known.set(of, interest);
  }
  return known;
}

function reachedFrom(start: number, next: (of: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set([start]);
  for (const one of reached) for (const to of next(one)) reached.add(to);
  return reached;
}
