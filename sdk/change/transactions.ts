import { type Address, type Hash, hexToBigInt, hexToNumber, type Hex, isHex } from "viem";
import {
  ReaderError,
  RevertError,
  RevertUndecodedError,
  TransactionPendingError,
  TransactionRefusedError,
  TransactionUnknownError,
} from "../errors/index.js";
import { pin, type Reader, type Signer } from "../reader/index.js";
import { requestPinned } from "../reader/pinned.js";
import { request } from "../reader/request.js";
import { type Pinned } from "../verdict/index.js";
import { type Call } from "./call.js";

/** How a run waits. */
export type Waiting = {
  readonly chainId: number;
  /** Blocks that hold or follow a transaction before it counts. */
  readonly confirmations: number;
  /** Milliseconds without progress. */
  readonly timeout: number;
  /** Milliseconds between two looks. */
  readonly poll: number;
};

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A block, and how many transactions an account had made on it: there were no others on their way. */
export type Quiet = { readonly at: Pinned; readonly nonce: number };

/**
 * @internal
 * Waits until nothing of an account is on its way: then what the last block says stays so, as far as that account goes.
 *
 * @param from Block that the last one must have come to.
 */
export async function quiet(reader: Reader, account: Address, from: bigint, waiting: Waiting): Promise<Quiet> {
  const { chainId, timeout, poll } = waiting;
  for (let waited = 0; ; waited += poll) {
    const at = await pin(reader, { chainId });
    const method = "eth_getTransactionCount";
    const what = `the transactions of ${account}`;
    const mined = await requestPinned(reader, at, (block) => ({ method, params: [account, block], what }));
    const [nonce, pending] = [count(mined, what), await countNow(reader, account, "pending")];
    if (pending === nonce && at.number >= from) return { at, nonce };
    if (waited >= timeout) throw new TransactionPendingError({ account, nonce, seconds: waited / 1000 });
    await sleep(poll);
  }
}

async function countNow(reader: Reader, account: Address, block: "latest" | "pending"): Promise<number> {
  const what = `the transactions of ${account}`;
  return count(await request(reader, { method: "eth_getTransactionCount", params: [account, block], what }), what);
}

function count(answer: unknown, what: string): number {
  if (isHex(answer) && answer !== "0x") return hexToNumber(answer);
  const details = `It answered ${JSON.stringify(answer)}.`;
  throw new ReaderError({ method: "eth_getTransactionCount", what, details });
}

/** What came of sending. */
export type Sent =
  | { readonly state: "sent"; readonly hash: Hash }
  /** Another transaction has this nonce, or this very one was sent already. */
  | { readonly state: "overtaken"; readonly error: TransactionRefusedError }
  /** It would revert, or does: some nodes put it into a block nevertheless. */
  | { readonly state: "reverted"; readonly error: RevertError | RevertUndecodedError };

/** What nodes and clients say when a nonce is taken. */
const OVERTAKEN = [
  ...[/nonce (?:is )?too low/i, /nonce has already been used/i, /NonceTooLow/],
  ...[/already known/i, /known transaction/i, /already imported/i, /already in (?:the )?mempool/i],
  ...[/replacement (?:transaction|fee)/i, /tries to replace pending/i],
];
/** What they say when they did not send, and will not. */
const REFUSED = [
  ...[/insufficient ?funds/i, /enough funds/i, /underpriced/i, /intrinsic gas/i, /fee ?cap/i, /invalid sender/i],
  ...[/user (?:rejected|denied)/i, /UserRejected/, /TransactionRejected/, /ChainMismatch/],
  ...[/exceeds? (?:the )?(?:block|transaction|allowance|configured|balance)/i, /oversized data/i],
];

/**
 * @internal
 * Sends a call with a nonce, so that it can happen once at most.
 *
 * @param what It does, in one line.
 */
export async function sendOnce(signer: Signer, call: Call, nonce: number, what: string): Promise<Sent> {
  const account = signer.address;
  try {
    return { state: "sent", hash: await signer.send(call, { nonce }) };
  } catch (cause) {
    if (cause instanceof RevertError || cause instanceof RevertUndecodedError)
      return { state: "reverted", error: cause };
    const words = messages(cause);
    const error = new TransactionRefusedError({ account, what, cause });
    if (OVERTAKEN.some((pattern) => pattern.test(words))) return { state: "overtaken", error };
    throw REFUSED.some((pattern) => pattern.test(words))
      ? error
      : new TransactionUnknownError({ account, nonce, what, cause });
  }
}

/** All that an error and its causes say. */
function messages(error: unknown): string {
  const said: string[] = [];
  const seen = new Set<unknown>();
  for (let one = error; typeof one === "object" && one !== null && !seen.has(one);) {
    const { name, message, cause } = one as Readonly<Record<string, unknown>>;
    said.push(String(name), String(message));
    seen.add(one);
    one = cause;
  }
  return said.join("\n");
}

/** A transaction in a block that is deep enough. */
export type Mined = { readonly succeeded: boolean; readonly block: Hash; readonly number: bigint };

/**
 * @internal
 * Waits until a transaction is confirmed.
 *
 * @returns Undefined if it will not be as things stand: another one of its nonce was mined, or the block that held it was reorganised away.
 */
export async function confirmed(
  reader: Reader,
  { hash, account, nonce }: { readonly hash: Hash; readonly account: Address; readonly nonce: number },
  { chainId, confirmations, timeout, poll }: Waiting,
): Promise<Mined | undefined> {
  let seen: Hash | undefined;
  let head = -1n;
  for (let waited = 0; ; waited += poll) {
    // In this order: what is mined between two of these looks is seen by the later one.
    const made = await countNow(reader, account, "latest");
    const last = await pin(reader, { chainId });
    const mined = await receipt(reader, hash);
    if (mined === undefined ? seen !== undefined || made > nonce : seen !== undefined && seen !== mined.block)
      return undefined;
    if (mined !== undefined && last.number - mined.number + 1n >= BigInt(confirmations)) return mined;
    if (mined !== undefined && last.number > head) waited = 0;
    if (waited >= timeout) throw new TransactionPendingError({ account, nonce, hash, seconds: waited / 1000 });
    head = last.number;
    seen = mined?.block;
    await sleep(poll);
  }
}

async function receipt(reader: Reader, hash: Hash): Promise<Mined | undefined> {
  const method = "eth_getTransactionReceipt";
  const what = `the transaction ${hash}`;
  const answer = await request(reader, { method, params: [hash], what });
  if (answer === null || answer === undefined) return undefined;
  const { status, blockHash, blockNumber } = answer as Readonly<Record<string, unknown>>;
  if (!isHex(status) || !isHex(blockHash) || !isHex(blockNumber))
    throw new ReaderError({ method, what, details: "It gave a receipt without status or block." });
  return {
    succeeded: hexToBigInt(status) === 1n,
    block: blockHash.toLowerCase() as Hex,
    number: hexToBigInt(blockNumber),
  };
}

/**
 * @internal
 * The block that has as many others upon it as count; undefined if there is none yet.
 */
export async function confirmedBlock(
  reader: Reader,
  { chainId, confirmations }: Pick<Waiting, "chainId" | "confirmations">,
): Promise<Pinned | undefined> {
  const last = await pin(reader, { chainId });
  const number = last.number + 1n - BigInt(confirmations);
  if (confirmations === 1) return last;
  return number < 0n ? undefined : pin(reader, { chainId, block: number });
}
