import { type Address, isAddress, maxUint256, zeroAddress } from "viem";
import { ParameterInvalidError } from "../errors/index.js";
import { hasReceiver, hasSender, MOVEMENT_NAMES, MOVEMENTS } from "../kinds/index.js";
import type { Movement } from "../verdict/index.js";

/** A movement as the engine's views take it. */
export type MovementArgument = {
  readonly kind: number;
  readonly token: Address;
  readonly spender: Address;
  readonly from: Address;
  readonly to: Address;
  readonly amount: bigint;
};

/**
 * @internal
 * The movement as the engine's views take it; a party that its kind does not have is the zero address.
 *
 * @param path Of the movement in the parameters: "" or `movements[3].`.
 * @param known Addresses that are known to be some; others of the movement join them. A checksum is a hash, and a book has few parties.
 * @throws {ParameterInvalidError} when an address is none, or the amount or kind is out of range.
 */
export function movementArgument(
  { kind, token, spender = zeroAddress, from, to, amount }: Movement,
  path = "",
  known = new Set<string>(),
): MovementArgument {
  if (!Object.hasOwn(MOVEMENTS, kind)) throw invalid(`${path}kind`, kind, `one of ${MOVEMENT_NAMES.join(", ")}`);
  if (typeof amount !== "bigint" || amount < 0n || amount > maxUint256)
    throw invalid(`${path}amount`, amount, "a whole number of token units as a bigint, 0 or more, below 2 ** 256");
  const address = (name: string, value: Address) => {
    if (known.has(value)) return value;
    if (isAddress(value)) {
      known.add(value);
      return value;
    }
    throw invalid(
      `${path}${name}`,
      value,
      "an address: 0x and 40 hexadecimal digits, in lower case or with their checksum",
    );
  };
  return {
    kind: MOVEMENTS[kind],
    token: address("token", token),
    spender: address("spender", spender),
    from: hasSender(kind) ? address("from", from) : zeroAddress,
    to: hasReceiver(kind) ? address("to", to) : zeroAddress,
    amount,
  };
}

const invalid = (parameter: string, value: unknown, wanted: string) =>
  new ParameterInvalidError({ parameter, value: String(value), wanted });
