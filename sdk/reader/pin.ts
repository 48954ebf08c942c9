import { type Hash, hexToBigInt, hexToNumber, type Hex, isHash, isHex, numberToHex } from "viem";
import {
  BlockUnknownError,
  type ChainUnreachableError,
  ParameterInvalidError,
  ReaderError,
  WrongChainError,
} from "../errors/index.js";
import type { Pinned } from "../verdict/index.js";
import { request } from "./request.js";
import type { At, BlockRef, Reader } from "./types.js";

export type PinParameters = Pick<At, "block" | "chainId">;
export type PinReturnType = Pinned;
export type PinErrorType =
  BlockUnknownError | ChainUnreachableError | ParameterInvalidError | ReaderError | WrongChainError;

/**
 * Fixes the block on which everything is read that belongs together. Reads the chain's id and the block's header.
 *
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {BlockUnknownError} when the node has no such block.
 * @throws {ParameterInvalidError} when `block` is no block.
 * @throws {ReaderError} when the node answers with an error, with no header, or with another block than it was asked for.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example const at = await pin(client, { block: "finalized" });
 */
export async function pin(reader: Reader, { block = "latest", chainId }: PinParameters = {}): Promise<PinReturnType> {
  const asked = named(block);
  const [chain, header] = await Promise.all([readChainId(reader), readHeader(reader, asked)]);
  if (chainId !== undefined && chain !== chainId) throw new WrongChainError({ wanted: chainId, found: chain });
  if (header === undefined) throw new BlockUnknownError({ block: asked.name });
  if ((asked.hash ?? header.hash) !== header.hash || (asked.number ?? header.number) !== header.number) {
    const details = `It was asked for block ${asked.name} and gave block ${header.number}, ${header.hash}.`;
    throw new ReaderError({ method: asked.method, what: `block ${asked.name}`, details });
  }
  return { chainId: chain, ...header };
}

/**
 * @internal
 * Whether the block of this number is still the one that was pinned.
 */
export async function isCanonical(reader: Reader, { number, hash }: Pinned): Promise<boolean> {
  const header = await readHeader(reader, named(number));
  return header?.hash === hash;
}

type Asked = {
  readonly method: string;
  readonly param: string;
  readonly name: string;
  readonly number?: bigint;
  readonly hash?: string;
};

function named(block: BlockRef): Asked {
  if (typeof block === "object") {
    const { hash } = block;
    if (!isHash(hash)) throw invalid(String(hash));
    return { method: "eth_getBlockByHash", param: hash, name: hash, hash: hash.toLowerCase() };
  }
  const method = "eth_getBlockByNumber";
  if (typeof block === "string") return { method, param: block, name: `"${block}"` };
  if (block < 0n) throw invalid(String(block));
  return { method, param: numberToHex(block), name: String(block), number: block };
}

const invalid = (value: string) =>
  new ParameterInvalidError({ parameter: "block", value, wanted: "a block's number, hash or tag" });

async function readChainId(reader: Reader): Promise<number> {
  const method = "eth_chainId";
  const answer = await request(reader, { method });
  if (isHex(answer)) return hexToNumber(answer);
  throw new ReaderError({ method, details: `It answered ${JSON.stringify(answer)}.` });
}

async function readHeader(
  reader: Reader,
  { method, param, name }: Asked,
): Promise<Omit<Pinned, "chainId"> | undefined> {
  const what = `block ${name}`;
  const answer = await request(reader, { method, params: [param, false], what });
  if (answer === null || answer === undefined) return undefined;
  const { number, hash, timestamp } = answer as Readonly<Record<string, unknown>>;
  if (!isQuantity(number) || !isHex(hash) || !isHash(hash) || !isQuantity(timestamp))
    throw new ReaderError({ method, what, details: "It gave a block without number, hash or time." });
  return { number: hexToBigInt(number), hash: hash.toLowerCase() as Hash, time: hexToBigInt(timestamp) };
}

const isQuantity = (value: unknown): value is Hex => isHex(value) && value !== "0x";
