import { concat, type Hex, keccak256, size, slice } from "viem";
import { RUNTIME_CODES } from "../runtimeCodes.js";

/** Bytes that an immutable fills at each of its places. */
const WORD = 32;

/**
 * @internal
 * What the code of a contract hashes to with every immutable zero: equal to the hash in `RUNTIME_CODES` only of the code that was built. Of a code
 * of another length, or one that says different things at two places of the same immutable: its plain hash.
 *
 * @param code Not empty.
 */
export function runtimeHash(contract: keyof typeof RUNTIME_CODES, code: Hex): Hex {
  const { length, immutables } = RUNTIME_CODES[contract];
  if (size(code) !== length) return keccak256(code);
  const valueAt = (place: number) => slice(code, place, place + WORD);
  // Its view would show one value while enforcement reads another.
  const agree = immutables.every((places: readonly number[]) => new Set(places.map(valueAt)).size === 1);
  if (!agree) return keccak256(code);
  const places: readonly number[] = immutables.flat().sort((a, b) => a - b);
  const parts: Hex[] = [];
  let start = 0;
  for (const place of places) {
    parts.push(slice(code, start, place), `0x${"00".repeat(WORD)}`);
    start = place + WORD;
  }
  return keccak256(concat([...parts, slice(code, start)]));
}
