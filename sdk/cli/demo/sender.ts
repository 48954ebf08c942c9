import { type Address, type Hash, type Hex, hexToBigInt, keccak256, numberToHex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { TransactionFailedError } from "../../errors/index.js";
import { type Call, decodeRevert, type Reader, revertData } from "../../reader/index.js";

/** Milliseconds between two looks for a receipt, the first time and at most: a local node has it at once, if not yet when it takes the transaction. */
const [FIRST_POLL, POLL] = [2, 250];
/** Gas of an attempt, whatever it does: neither a refusal nor an allowance ever lacks it. */
export const ATTEMPT_GAS = 600_000n;
/** Most gas of one transaction: EIP-7825. */
const MOST_GAS = 16_777_216n;
/** Wei a unit of gas that is offered above what the node names, so that a rising base fee does not matter. */
const HEADROOM = 3n;

export type Sender = {
  /** Wei a unit of gas. */
  readonly gasPrice: bigint;
  /** Sends a call that must succeed, and waits for it. */
  readonly send: (from: PrivateKeyAccount, call: Call) => Promise<void>;
  /** Sends a call that may be refused, with `ATTEMPT_GAS`. Says whether it succeeded. */
  readonly attempt: (from: PrivateKeyAccount, call: Call) => Promise<boolean>;
  /** Sends wei from an account that the node has unlocked. */
  readonly fund: (from: Address, to: Address, wei: bigint) => Promise<void>;
  /** Counts an account's transactions anew: somebody else sent some of them. */
  readonly recount: (account: Address) => void;
};

/** Signs for accounts whose keys it is given, and counts their transactions. */
export async function openSender(reader: Reader, chainId: number): Promise<Sender> {
  const nonces = new Map<Address, number>();
  const number = async (method: string, params: readonly unknown[] = []) =>
    hexToBigInt((await reader.request({ method, params })) as Hex);
  const gasPrice = (await number("eth_gasPrice")) * HEADROOM + 1_000_000_000n;

  const succeeded = async (hash: Hash): Promise<boolean> => {
    for (let pause = FIRST_POLL; ; pause = Math.min(2 * pause, POLL)) {
      const receipt = await reader.request({ method: "eth_getTransactionReceipt", params: [hash] });
      if (receipt !== null && receipt !== undefined) return (receipt as { status: Hex }).status === "0x1";
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  const sendRaw = async (
    from: PrivateKeyAccount,
    { to, data, value }: Call,
    gas: bigint,
  ): Promise<{ readonly ok: boolean; readonly hash: Hash }> => {
    const { address } = from;
    const nonce = nonces.get(address) ?? Number(await number("eth_getTransactionCount", [address, "pending"]));
    const fees = { maxFeePerGas: gasPrice, maxPriorityFeePerGas: 1_000_000_000n };
    const raw = await from.signTransaction({ type: "eip1559", chainId, nonce, to, data, value, gas, ...fees });
    nonces.set(address, nonce + 1);
    const hash = keccak256(raw);
    try {
      await reader.request({ method: "eth_sendRawTransaction", params: [raw] });
    } catch (error) {
      // Some nodes put a transaction that reverts into a block, and throw as well.
      if (revertData(error) === undefined) throw error;
    }
    return { ok: await succeeded(hash), hash };
  };

  return {
    gasPrice,
    recount: (account) => void nonces.delete(account),
    send: async (from, call) => {
      const request = { from: from.address, to: call.to, data: call.data, value: numberToHex(call.value) };
      let gas: bigint;
      try {
        gas = await number("eth_estimateGas", [request]);
      } catch (cause) {
        const data = revertData(cause);
        throw data === undefined ? cause : decodeRevert(data);
      }
      const more = (gas * 6n) / 5n; // what a call gives back at its end it needs before, and nested calls keep a 64th
      const { ok, hash } = await sendRaw(from, call, more < MOST_GAS ? more : MOST_GAS);
      if (!ok)
        throw new TransactionFailedError({
          hash,
          what: `a call to ${call.to} ran out of gas, or the state moved under it`,
        });
    },
    attempt: async (from, call) => (await sendRaw(from, call, ATTEMPT_GAS)).ok,
    fund: async (from, to, wei) => {
      const transaction = { from, to, value: numberToHex(wei) };
      const hash = (await reader.request({ method: "eth_sendTransaction", params: [transaction] })) as Hash;
      await succeeded(hash);
    },
  };
}
