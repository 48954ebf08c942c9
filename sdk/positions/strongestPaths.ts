import { compareFractions, type Fraction, times, WHOLE } from "./fraction.js";
import type { Relation, Relations } from "./relations.js";

/** @internal One step of a path: from whom, by what. */
export type Step = Relation & { readonly of: number };

type Reached = {
  readonly person: number;
  readonly product: Fraction;
  readonly steps: number;
  readonly by: Step | undefined;
  /** Some step of the path is ownership. */
  readonly owned: boolean;
};

/** Negative: `a` goes before. The larger product; of equal ones the shorter path, then the smaller number. */
const order = (a: Reached, b: Reached): number =>
  compareFractions(b.product, a.product) || a.steps - b.steps || a.person - b.person;

/** @internal */
export type StrongestPaths = {
  readonly isOwned: (to: number) => boolean;
  readonly pathTo: (to: number) => readonly Step[];
};

/** @internal To everybody whom a person's control, agreements and ownership lead to, the path whose product is largest. */
export function strongestPaths(person: number, { from }: Relations): StrongestPaths {
  const settled = new Map<number, Reached>();
  const queue: Reached[] = [{ person, product: WHOLE, steps: 0, by: undefined, owned: false }];
  for (let first = queue.pop(); first !== undefined; first = queue.pop()) {
    if (settled.has(first.person)) continue;
    settled.set(first.person, first);
    for (const relation of from.get(first.person) ?? []) {
      const { to, share } = relation;
      if (settled.has(to)) continue;
      const by = { ...relation, of: first.person };
      const owned = first.owned || relation.by === "ownership";
      insert(queue, { person: to, product: times(first.product, share), steps: first.steps + 1, by, owned });
    }
  }
  const pathTo = (to: number): readonly Step[] => {
    const path: Step[] = [];
    for (let by = settled.get(to)?.by; by !== undefined; by = settled.get(by.of)?.by) path.push(by);
    return path.reverse();
  };
  return { isOwned: (to) => settled.get(to)?.owned === true, pathTo };
}

/** Into a queue whose last goes first. */
function insert(queue: Reached[], one: Reached): void {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = queue[middle];
    if (other !== undefined && order(other, one) > 0) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, one);
}
