import { type Hash, numberToHex } from "viem";
import { BlockUnknownError, ReaderError } from "../errors/index.js";
import type { Pinned } from "../verdict/index.js";
import { isCanonical } from "./pin.js";
import { request, type RequestParameters } from "./request.js";
import type { Reader, StateOverride } from "./types.js";

/** On which state one read asks. */
export type ReadAt = { readonly at: Pinned; readonly override?: StateOverride | undefined };

/** A block as a parameter of a request: EIP-1898, or its number. */
export type BlockParameter = { readonly blockHash: Hash } | `0x${string}`;

/**
 * @internal
 * Asks on one block: by its hash and, where the node does not take one, by its number, and then makes sure that the number still means that block.
 */
export async function requestPinned(
  reader: Reader,
  at: Pinned,
  build: (block: BlockParameter) => RequestParameters,
): Promise<unknown> {
  try {
    return await request(reader, build({ blockHash: at.hash }));
  } catch (error) {
    // Only a node that did not understand is asked again: a revert is an answer, and silence is silence.
    if (!(error instanceof ReaderError)) throw error;
  }
  const answer = await request(reader, build(numberToHex(at.number)));
  if (!(await isCanonical(reader, at))) throw new BlockUnknownError({ block: `${at.number}, ${at.hash}` });
  return answer;
}
