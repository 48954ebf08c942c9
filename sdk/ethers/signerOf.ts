import type { Address, Hash, Hex } from "viem";
import { ParameterInvalidError } from "../errors/index.js";
import type { Signer, TypedData } from "../reader/index.js";
import { asSignerError } from "../reader/request.js";
import type { SendingProvider } from "./readerOf.js";

type Fields = { name: string; type: string }[];

/** What the SDK uses of a signer of ethers: `Wallet`, `HDNodeWallet`, what `getSigner` of a provider gives, Hardhat's. */
export type SendingSigner = {
  readonly address: string;
  readonly provider?: object | null;
  sendTransaction(transaction: {
    to: string;
    data: string;
    value: bigint;
    nonce?: number;
  }): Promise<{ readonly hash: string }>;
  // The parameters as ethers declares them, who takes no readonly ones.
  signTypedData(
    domain: Record<string, unknown>,
    types: Record<string, Fields>,
    message: Record<string, unknown>,
  ): Promise<string>;
};

export type SignerOfReturnType = Signer;
export type SignerOfErrorType = ParameterInvalidError;

/**
 * The signer that a signer of ethers is. To send, it must be connected to a provider.
 * Sends that follow each other have a nonce each; for those at the same time, give it.
 *
 * What `send` rejects with is an error of the SDK if the node refused (`RevertError` says why) or nobody answers, else the wallet's own: somebody who
 * declines to sign gives ethers' error of the code `ACTION_REJECTED`.
 *
 * @throws {ParameterInvalidError} when the signer does not say its address at once, as a `NonceManager`, or signs nothing, as a provider.
 * @example const hash = await signerOf(new Wallet(key, provider)).send(mint({ token, to, amount }));
 */
export function signerOf(signer: SendingSigner): SignerOfReturnType {
  const { address, sendTransaction } = signer as Partial<SendingSigner>;
  if (typeof address !== "string" || typeof sendTransaction !== "function") {
    const wanted = "a signer of ethers with an address, as a Wallet or what getSigner of a provider gives";
    throw new ParameterInvalidError({ parameter: "signer", value: "a signer without address", wanted });
  }
  return {
    address: address as Address,
    send: async ({ to, data, value }, options = {}) => {
      try {
        const nonce = options.nonce ?? (await nextNonce(signer));
        const sent = await signer.sendTransaction({ to, data, value, ...(nonce === undefined ? {} : { nonce }) });
        return sent.hash as Hash;
      } catch (cause) {
        throw asSignerError(cause);
      }
    },
    signTypedData: async (data) =>
      (await signer.signTypedData({ ...data.domain }, typesOf(data), { ...data.message })) as Hex,
  };
}

/**
 * The account's next nonce, asked of the node itself: ethers answers from its cache for a quarter of a second, and two sends in a row would have one
 * nonce. Undefined if somebody else counts: the node, for accounts that it signs for.
 */
async function nextNonce(signer: SendingSigner): Promise<number | undefined> {
  const { address, provider } = signer as { readonly address: string; readonly provider?: Partial<SendingProvider> };
  if ("sendUncheckedTransaction" in signer || typeof provider?.send !== "function") return undefined;
  return Number(await provider.send("eth_getTransactionCount", [address, "pending"]));
}

/** The types that the primary type is made of, and no other: ethers takes for the primary type whichever no other one uses. */
function typesOf({ types, primaryType }: TypedData): Record<string, Fields> {
  const used = new Set([primaryType]);
  for (const name of used) {
    for (const { type } of types[name] ?? []) {
      const inner = type.replace(/(?:\[\d*\])+$/, "");
      if (types[inner] !== undefined) used.add(inner);
    }
  }
  return Object.fromEntries(
    Object.entries(types).flatMap(([name, fields]) =>
      used.has(name) ? [[name, fields.map((field) => ({ ...field }))]] : [],
    ),
  );
}
