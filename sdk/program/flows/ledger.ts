import { MOST_FLOWS, MOST_UNITS } from "../../kinds/index.js";
import { compareFlows, type Flow } from "./flow.js";

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** The flows with more units on a day, at most eight days; what was before the day `first` is dropped. */
export function addFlow(flows: readonly Flow[], { day, units }: Flow, first: number): readonly Flow[] {
  const kept = flows.filter((flow) => flow.day >= first);
  const today = kept.find((flow) => flow.day === day);
  const more = { day, units: least((today?.units ?? 0n) + units, MOST_UNITS) };
  return folded([...kept.filter((flow) => flow !== today), more].sort(compareFlows));
}

/**
 * A purchaser who has bought before moves from the first day on which anybody is counted from then on, which may be a later one if days were folded, to
 * this day.
 *
 * @param last The day on which it bought last; null: it is counted nowhere.
 */
export function movePurchaser(
  flows: readonly Flow[],
  last: number | null,
  day: number,
  first: number,
): readonly Flow[] {
  const kept = flows.filter((flow) => flow.day >= first);
  const place = last === null || last < first ? -1 : kept.findIndex((flow) => flow.day >= last);
  const left = kept.map((flow, index) => (index === place ? { ...flow, units: flow.units - 1n } : flow));
  return addFlow(
    left.filter(({ units }) => units > 0n),
    { day, units: 1n },
    first,
  );
}

/** The flows of two who are one. */
export function joinFlows(flows: readonly Flow[], more: readonly Flow[], first: number): readonly Flow[] {
  const days = [...new Set([...flows, ...more].map(({ day }) => day))].sort((a, b) => a - b);
  const unitsOn = (day: number) =>
    [...flows, ...more].filter((flow) => flow.day === day).reduce((sum, { units }) => sum + units, 0n);
  return folded(days.filter((day) => day >= first).map((day) => ({ day, units: least(unitsOn(day), MOST_UNITS) })));
}

/**
 * Folds days that follow each other into the later one until eight are left: the pair that moves the fewest units by the fewest days, the first of
 * several.
 */
function folded(flows: readonly Flow[]): readonly Flow[] {
  if (flows.length <= MOST_FLOWS) return flows;
  const costs = flows.slice(1).map((later, index) => {
    const { day, units } = flows[index] ?? later;
    return units * BigInt(later.day - day);
  });
  const place = costs.indexOf(costs.reduce(least));
  const earlier = flows[place]?.units ?? 0n;
  const into = (flow: Flow): Flow => ({ ...flow, units: least(flow.units + earlier, MOST_UNITS) });
  return folded([...flows.slice(0, place), ...flows.slice(place + 1, place + 2).map(into), ...flows.slice(place + 2)]);
}
