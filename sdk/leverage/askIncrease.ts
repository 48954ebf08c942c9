import { type Hex, toFunctionSelector } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { ReasonUnknownError } from "../errors/index.js";
import { BINDINGS } from "../kinds/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import type { Exposure, LeverageFinding, LeverageReason } from "./exposure.js";
import { LEVERAGE_REASONS } from "./exposure.js";
import { exposureArgument } from "./exposureArgument.js";
import type { AccountPlace } from "./readAccount.js";
import { readLeverage } from "./readLeverage.js";

/** An increase that somebody asks about: a report, or what an on-chain venue would lend or let go of. */
export type AskedIncrease =
  | { readonly exposure: Exposure }
  | (Omit<AccountPlace, "leverage"> & {
      /** Cents. */
      readonly drawn: bigint;
    });

const NAMES: ReadonlyMap<string, LeverageReason> = new Map(
  leverageRegistryAbi.flatMap((item) => {
    const name = item.type === "error" ? LEVERAGE_REASONS.find((one) => one === item.name) : undefined;
    return name === undefined || item.type !== "error" ? [] : [[selectorOf(item), name] as const];
  }),
);

function selectorOf({
  name,
  inputs,
}: {
  readonly name: string;
  readonly inputs: readonly { readonly type: string }[];
}): Hex {
  return toFunctionSelector(`${name}(${inputs.map(({ type }) => type).join(",")})`);
}

/**
 * @internal
 * Everything that stands against an increase, by the registry itself.
 */
export async function askIncrease(
  reader: Reader,
  { leverage, asked }: Pick<AccountPlace, "leverage"> & { readonly asked: AskedIncrease },
  on: ReadAt,
): Promise<readonly LeverageFinding[]> {
  const ask = { ...on, leverage } as const;
  const list = await ("exposure" in asked
    ? readLeverage(reader, { ...ask, functionName: "explainReport", args: [exposureArgument(asked.exposure)] })
    : readLeverage(reader, {
        ...ask,
        functionName: "explainMark",
        args: [asked.venue, asked.registry, asked.wallet, asked.drawn],
      }));
  return list.map(({ reason, binding, ...finding }, index) => {
    const name = NAMES.get(reason);
    if (name === undefined) throw new ReasonUnknownError({ reason, rule: index });
    return { ...finding, reason: name, binding: binding === BINDINGS.law ? "law" : "policy" };
  });
}
