import { parseAbi } from "viem";
import type { ReadAt, Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import type { Leg } from "./exposure.js";
import type { IncreaseFacts } from "./judgeIncrease.js";
import type { AccountPlace, ReadAccountReturnType } from "./readAccount.js";
import { readLeverage } from "./readLeverage.js";

/** What an on-chain venue holds and is owed now, at the price of the block. Money in cents. */
export type Position = {
  readonly collateral: bigint;
  readonly debt: bigint;
  readonly legs: readonly Leg[];
  readonly price: NonNullable<IncreaseFacts["price"]>;
};

const POSITION = parseAbi([
  "function positionOf(uint32 registry, uint64 investor) view returns (address token, uint256 units, uint256 debt, uint256 discount)",
]);
const WANTED = "on-chain venue of a leverage registry";

/**
 * @internal
 * Reads the position of an on-chain venue as the registry does. Where no price serves, what is pledged counts nothing here: no increase passes then.
 */
export async function readPosition(
  reader: Reader,
  { leverage, registry, read }: Pick<AccountPlace, "leverage" | "registry"> & { readonly read: ReadAccountReturnType },
  on: ReadAt,
): Promise<Position> {
  const [token, units, debt] = await readContract(reader, {
    ...on,
    ...{ abi: POSITION, address: read.venue.reporter, functionName: "positionOf", wanted: WANTED },
    args: [registry, read.investor],
  });
  if (units === 0n) return { collateral: 0n, debt, legs: [], price: { open: true, age: 0n, most: 0n } };
  const ask = { ...on, leverage, args: [token] } as const;
  const [product, [cents, age, open]] = await Promise.all([
    readLeverage(reader, { ...ask, functionName: "productOf" }),
    readLeverage(reader, { ...ask, functionName: "priceOf" }),
  ]);
  const whole = 10n ** BigInt(product.tokenDecimals);
  const value = units * cents;
  return {
    ...{ collateral: value / whole, debt },
    legs: [{ class: product.class, quantity: units, notional: (value + whole - 1n) / whole }],
    price: { open, age, most: BigInt(product.openAge) },
  };
}
