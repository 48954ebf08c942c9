import { parse } from "node:path";
import type { Address } from "viem";
import { type Plan, type StepState, toCalldata, toSafe } from "../change/index.js";
import { CommandUsageError } from "../errors/index.js";
import { jsonText } from "./json.js";
import { writeText } from "./readFiles.js";

/** What is left of a plan, and when. */
export type Left = {
  readonly plan: Plan;
  readonly states: readonly StepState[];
  /** Unix seconds. */
  readonly time: bigint;
};

/**
 * Writes what is left for Safes: the next batch to the file that was named, later ones beside it, numbered; of several Safes with their addresses.
 *
 * @returns The files.
 * @throws {CommandUsageError} when nothing is left for any of them.
 */
export function writeSafeFiles(
  file: string,
  { plan, states, time }: Left,
  safes: readonly Address[],
): readonly string[] {
  const found = safes.map((safe) => ({ safe, batches: toSafe(plan, { safe, states, time }) }));
  const left = found.filter(({ batches }) => batches.length > 0);
  if (left.length === 0) {
    const named = safes.length === 0 ? "No Safe is named" : `Nothing of this plan is left for ${safes.join(", ")}`;
    throw new CommandUsageError({ fact: `${named}.`, usage: "weighbridge apply <plan> --safe FILE --signer safe:0x…" });
  }
  const { dir, name, ext } = parse(file);
  return left.flatMap(({ safe, batches }) =>
    batches.map((batch, index) => {
      const parts = [name, ...(left.length > 1 ? [safe] : []), ...(index > 0 ? [String(index + 1)] : [])];
      const path = `${dir === "" ? "" : `${dir}/`}${parts.join("-")}${ext}`;
      writeText(path, `${JSON.stringify(batch, null, 2)}\n`);
      return path;
    }),
  );
}

/** Writes what is left as raw calls. */
export function writeCalldata(file: string, { plan, states, time }: Left): readonly string[] {
  const calls = toCalldata(plan, { states, time });
  const { chainId } = plan.seen;
  writeText(file, jsonText({ format: "weighbridge.calldata/1", plan: plan.id, chainId, calls }));
  return [file];
}
