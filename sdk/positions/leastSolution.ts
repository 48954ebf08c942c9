import { compareFractions, type Fraction, less, NOTHING, plus, through, times, WHOLE } from "./fraction.js";

/** @internal A value that is at least: a constant, and shares of other values. All shares and what the constant comes from are at most 1 together. */
export type Option<Node> = { readonly constant: Fraction; readonly shares: ReadonlyMap<Node, Fraction> };

/**
 * @internal
 * The least values of which each is the largest of its options. They are found exactly, in finitely many steps, whatever circles the options make:
 * one option of each node is taken, the linear system is solved, and where another option gives more it takes the place. Values only rise, and no choice
 * of options comes back.
 */
export function leastSolution<Node>(options: ReadonlyMap<Node, readonly Option<Node>[]>): ReadonlyMap<Node, Fraction> {
  const policy = new Map<Node, Option<Node>>();
  let values: ReadonlyMap<Node, Fraction> = new Map();
  for (;;) {
    let isBetter = false;
    for (const [node, all] of options)
      for (const one of all) {
        const known = policy.get(node);
        if (known !== undefined && compareFractions(valueOf(one, values), valueIn(policy, node, values)) <= 0) continue;
        policy.set(node, one);
        isBetter = true;
      }
    if (!isBetter) return values;
    values = solved(policy);
  }
}

function valueIn<Node>(
  policy: ReadonlyMap<Node, Option<Node>>,
  node: Node,
  values: ReadonlyMap<Node, Fraction>,
): Fraction {
  const option = policy.get(node);
  return option === undefined ? NOTHING : valueOf(option, values);
}

function valueOf<Node>({ constant, shares }: Option<Node>, values: ReadonlyMap<Node, Fraction>): Fraction {
  let sum = constant;
  for (const [node, share] of shares) sum = plus(sum, times(share, values.get(node) ?? NOTHING));
  return sum;
}

/** The least solution of one option each: what no constant reaches is nothing, and of the rest there is one solution only. */
function solved<Node>(policy: ReadonlyMap<Node, Option<Node>>): ReadonlyMap<Node, Fraction> {
  const reached = reachedBy(policy);
  const rows = new Map<Node, { constant: Fraction; readonly shares: Map<Node, Fraction> }>();
  const done: Node[] = [];
  // Each row in turn is freed of those before it and of itself; then it stands for later ones only.
  for (const node of reached) {
    const { constant, shares } = policy.get(node) ?? { constant: NOTHING, shares: new Map<Node, Fraction>() };
    const row = { constant, shares: new Map([...shares].filter(([other]) => reached.has(other))) };
    for (const before of done) {
      const share = row.shares.get(before);
      const other = rows.get(before);
      if (share === undefined || other === undefined) continue;
      row.shares.delete(before);
      row.constant = plus(row.constant, times(share, other.constant));
      for (const [of, its] of other.shares) row.shares.set(of, plus(row.shares.get(of) ?? NOTHING, times(share, its)));
    }
    const own = row.shares.get(node);
    if (own !== undefined) {
      row.shares.delete(node);
      const rest = less(WHOLE, own);
      row.constant = through(row.constant, rest);
      for (const [of, its] of row.shares) row.shares.set(of, through(its, rest));
    }
    rows.set(node, row);
    done.push(node);
  }
  const values = new Map<Node, Fraction>();
  for (const node of done.reverse()) {
    const row = rows.get(node);
    if (row !== undefined) values.set(node, valueOf(row, values));
  }
  return values;
}

/** Nodes to which some constant comes. */
function reachedBy<Node>(policy: ReadonlyMap<Node, Option<Node>>): ReadonlySet<Node> {
  const reached = new Set<Node>();
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const [node, { constant, shares }] of policy)
      if (constant.of > 0n || [...shares.keys()].some((other) => reached.has(other))) reached.add(node);
  }
  return reached;
}
