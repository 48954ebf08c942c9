import { MOST_LOTS } from "../../kinds/index.js";
import { compareLots, isSameLot, type Lot } from "./lot.js";

/** Takes units off the oldest lots; takes what there is if they are fewer. */
export function takeLots(
  lots: readonly Lot[],
  amount: bigint,
): { readonly taken: readonly Lot[]; readonly left: readonly Lot[] } {
  let wanted = amount;
  const cut = lots.map((lot) => {
    const part = lot.units < wanted ? lot.units : wanted;
    wanted -= part;
    return { taken: { ...lot, units: part }, left: { ...lot, units: lot.units - part } };
  });
  const some = ({ units }: Lot) => units > 0n;
  return { taken: cut.map(({ taken }) => taken).filter(some), left: cut.map(({ left }) => left).filter(some) };
}

/** Two lists together, at most eight lots. */
export function joinLots(lots: readonly Lot[], more: readonly Lot[]): readonly Lot[] {
  let joined: readonly Lot[] = [...lots, ...more].sort(compareLots).reduce<readonly Lot[]>((list, lot) => {
    const last = list.at(-1);
    if (last === undefined || !isSameLot(last, lot)) return [...list, lot];
    return [...list.slice(0, -1), { ...last, units: last.units + lot.units }];
  }, []);
  while (joined.length > MOST_LOTS) joined = fold(joined);
  return joined;
}

/** The same units and origins, acquired on `day`, which is none of the days before. */
export const restartLots = (lots: readonly Lot[], day: number): readonly Lot[] =>
  joinLots(
    [],
    lots.map((lot) => ({ ...lot, day })),
  );

/**
 * Folds two lots of one origin that follow each other into the later day: the pair that moves the fewest units by the fewest days, the first of
 * several. Whoever sends dust every day folds dust.
 */
function fold(lots: readonly Lot[]): readonly Lot[] {
  const pairs = lots.flatMap((earlier, index) => {
    const later = lots.slice(index + 1).find(({ origin }) => origin === earlier.origin);
    return later === undefined ? [] : [{ earlier, later, cost: earlier.units * BigInt(later.day - earlier.day) }];
  });
  const [first, ...others] = pairs;
  if (first === undefined) return lots;
  const { earlier, later } = others.reduce((best, pair) => (pair.cost < best.cost ? pair : best), first);
  return lots
    .filter((lot) => lot !== earlier)
    .map((lot) => (lot === later ? { ...later, units: later.units + earlier.units } : lot));
}
