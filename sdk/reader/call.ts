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

export type CallParameters = ReadAt & {
  readonly to: Address;
  readonly data: Hex;
  /** Who calls. Left out: the zero address. */
  readonly from?: Address | undefined;
  /** Wei. */
  readonly value?: bigint | undefined;
};
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
export async function call(reader: Reader, parameters: CallParameters): Promise<CallReturnType> {
  const { to, data, from, value, at, override } = parameters;
  const method = "eth_call";
  const what = `a call of ${to}`;
  const overrides = override === undefined ? [] : [overrideParameter(override)];
  const sender = from === undefined ? {} : { from };
  const transaction = { to, data, ...sender, ...(value === undefined ? {} : { value: numberToHex(value) }) };
  const answer = await requestPinned(reader, at, (block) => {
    return { method, params: [transaction, block, ...overrides], what };
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
