import { groupPairs } from "../groupPairs.js";

/** Items by their key, in the order in which keys come up. */
export const groupBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> => groupPairs(items.map((item) => [keyOf(item), item] as const));
