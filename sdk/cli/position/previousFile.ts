import { z } from "zod";
import { FileInvalidError } from "../../errors/index.js";
import type { PreviousAggregation } from "../../positions/index.js";
import { issuesOf } from "../../rulebook/issues.js";
import { readJson } from "../readFiles.js";

const Investor = z.string().regex(/^[1-9]\d{0,14}$/, "must be an investor's number, as decimal digits in text");

/** What matters of an aggregation that was printed; the rest of it is left aside. */
const PreviousFile = z.object({
  format: z.literal("weighbridge.position-aggregate/1"),
  /** Unix seconds. */
  asOf: z.int().min(0),
  closures: z.array(z.object({ investor: Investor, aggregators: z.array(Investor) })),
});

/** What `position aggregate --json` printed before. */
export function readPrevious(path: string): PreviousAggregation {
  const input = readJson(path, "aggregation");
  const result = PreviousFile.safeParse(input);
  if (!result.success)
    throw new FileInvalidError({ path, what: "an aggregation", issues: issuesOf(result.error, input) });
  const { asOf, closures } = result.data;
  return {
    asOf: BigInt(asOf),
    closures: closures.map(({ investor, aggregators }) => ({
      investor: BigInt(investor),
      aggregators: aggregators.map(BigInt),
    })),
  };
}
