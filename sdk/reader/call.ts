import { type Address, type Hex, isHex, numberToHex } from "viem";
import {
  type BlockUnknownError,
  type ChainUnreachableError,
  ReaderError,
  type RevertError,
  type RevertUndecodedError,
} from "../errors/index.js";
import { type ReadAt, requestPinned } from "./pinned.js";
import type { Reader, StateOverride } from "./types.js";

export type CallParameters = ReadAt & { readonly to: Address; readonly data: Hex };
/** "0x" also where there is no contract. */
export type CallReturnType = Hex;
export type CallErrorType =
  BlockUnknownError | ChainUnreachableError | ReaderError | RevertError | RevertUndecodedError;

/**
 * Calls a contract on a pinned block, and sends nothing. Reads by `eth_call`, once; twice, and the block's header, where the node takes no hash.
 *
 * @throws {RevertError} when the call reverts with an error that is known.
 * @throws {RevertUndecodedError} when it reverts with another one, or with none.
 * @throws {BlockUnknownError} when the block was reorganised away meanwhile.
 * @throws {ReaderError} when the node answers with an error, or with no hexadecimal.
 * @throws {ChainUnreachableError} when nobody answers.
 */
export async function call(reader: Reader, { to, data, at, override }: CallParameters): Promise<CallReturnType> {
  const method = "eth_call";
  const what = `a call of ${to}`;
  const overrides = override === undefined ? [] : [overrideParameter(override)];
  const answer = await requestPinned(reader, at, (block) => {
    return { method, params: [{ to, data }, block, ...overrides], what };
  });
  if (isHex(answer)) return answer;
  throw new ReaderError({ method, what, details: `It answered ${JSON.stringify(answer)}.` });
}

const overrideParameter = (override: StateOverride) =>
  Object.fromEntries(
    Object.entries(override).map(([address, { code, balance, stateDiff }]) => [
      address,
      {
        ...(code === undefined ? {} : { code }),
        ...(balance === undefined ? {} : { balance: numberToHex(balance) }),
        ...(stateDiff === undefined ? {} : { stateDiff }),
      },
    ]),
  );
