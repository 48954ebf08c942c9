import { VENUE_STATES } from "../kinds/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import type { MarginRow } from "./marginRow.js";
import type { AccountPlace, ReadAccountReturnType } from "./readAccount.js";
import { readLeverage } from "./readLeverage.js";
import type { AccountFacts } from "./weighExposure.js";

/**
 * @internal
 * All that a decision about an account turns on. Reads the leverage registry's `rowAt` of each class and tier, and `policyAt`.
 *
 * @param classes Product classes that are asked about.
 */
export async function accountFacts(
  reader: Reader,
  {
    leverage,
    classes,
    read,
  }: Pick<AccountPlace, "leverage"> & {
    readonly classes: readonly number[];
    readonly read: ReadAccountReturnType;
  },
  on: ReadAt,
): Promise<AccountFacts> {
  const { venue, tier, account, all } = read;
  const { time } = on.at;
  const ask = { ...on, leverage } as const;
  const rowOf = async (of: number): Promise<readonly [number, MarginRow] | undefined> => {
    for (let one = tier; one >= 0; one -= 1) {
      const args = [venue.table, of, one, time] as const;
      const [row] = await readLeverage(reader, { ...ask, functionName: "rowAt", args });
      // A row that is listed says whether it is law or policy.
      if (row.binding !== 0) return [of, row];
    }
    return undefined;
  };
  const [rows, [policy]] = await Promise.all([
    Promise.all(classes.map(rowOf)),
    readLeverage(reader, { ...ask, functionName: "policyAt", args: [time] }),
  ]);
  return {
    ...{
      venue: venue.number,
      state: VENUE_STATES[venue.state],
      expiry: venue.expiry,
      time,
      tier,
      account,
      all,
      policy,
    },
    portable: venue.modes.includes("portable") || venue.modes.includes("onChain"),
    rows: new Map(rows.flatMap((one) => (one === undefined ? [] : [one]))),
  };
}
