import { type Address, type Hex, isAddressEqual, isHex } from "viem";
import { type BlockUnknownError, type ChainUnreachableError, ReaderError } from "../errors/index.js";
import { type ReadAt, requestPinned } from "./pinned.js";
import type { Reader } from "./types.js";

export type GetCodeParameters = ReadAt & { readonly address: Address };
/** "0x": there is no contract. */
export type GetCodeReturnType = Hex;
export type GetCodeErrorType = BlockUnknownError | ChainUnreachableError | ReaderError;

/**
 * The code at an address on a pinned block; of an override, the code that is pretended. Reads by `eth_getCode`.
 *
 * @throws {BlockUnknownError} when the block was reorganised away meanwhile.
 * @throws {ReaderError} when the node answers with an error, or with no hexadecimal.
 * @throws {ChainUnreachableError} when nobody answers.
 */
export async function getCode(
  reader: Reader,
  { address, at, override }: GetCodeParameters,
): Promise<GetCodeReturnType> {
  const pretended = Object.entries(override ?? {}).find(([account]) => isAddressEqual(account as Address, address));
  if (pretended?.[1].code !== undefined) return pretended[1].code;
  const method = "eth_getCode";
  const what = `the code of ${address}`;
  const answer = await requestPinned(reader, at, (block) => ({ method, params: [address, block], what }));
  if (isHex(answer)) return answer;
  throw new ReaderError({ method, what, details: `It answered ${JSON.stringify(answer)}.` });
}
