import type { Issue } from "../errors/index.js";
import type { PositionUnderlying } from "../rulebook/index.js";
import type { SpotStep } from "./terms.js";

/** Unix seconds of 40 bits: what a book keeps. */
const LAST_TIME = 2n ** 40n - 1n;

/** The steps of a spot month with the dates of a contract, which are given. Adds to `issues` what is missing or out of order. */
export function spotSteps(
  { spotMonth = [] }: PositionUnderlying,
  dates: Readonly<Record<string, bigint>> | undefined,
  issues: Issue[],
): readonly SpotStep[] {
  if (dates === undefined) return [];
  let last = 0n;
  const steps = spotMonth.map(({ id, starts, limit }) => {
    const from = Object.hasOwn(dates, id) ? dates[id] : undefined;
    const wanted = from === undefined ? `is missing: when does it begin? ${starts.what}` : ofOrder(from, last);
    if (wanted !== undefined) issues.push({ path: `dates.${id}`, message: wanted, value: from });
    last = from ?? last;
    return { from: from ?? 0n, limit: BigInt(limit.contracts) };
  });
  const known = new Set<string>(spotMonth.map(({ id }) => id));
  for (const name of Object.keys(dates))
    if (!known.has(name))
      issues.push({ path: `dates.${name}`, message: "names no step of the spot month", value: dates[name] });
  return steps;
}

function ofOrder(from: bigint, last: bigint): string | undefined {
  if (typeof from !== "bigint" || from < 1n || from > LAST_TIME)
    return "must be unix seconds as a bigint, not milliseconds";
  return from > last ? undefined : "must be later than the step before";
}
