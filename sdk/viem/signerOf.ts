import type { Account, Chain, Client, SendTransactionParameters, SignTypedDataParameters, Transport } from "viem";
import { sendTransaction, signTypedData } from "viem/actions";
import { ParameterInvalidError } from "../errors/index.js";
import type { Signer } from "../reader/index.js";
import { asSignerError } from "../reader/request.js";

/** A client with an account: viem's wallet client, or any other. */
export type SigningClient = Client<Transport, Chain | undefined, Account>;

export type SignerOfReturnType = Signer;
export type SignerOfErrorType = ParameterInvalidError;

/**
 * The signer that a viem client with an account is.
 *
 * What `send` rejects with is an error of the SDK if the node refused (`RevertError` says why) or nobody answers, else the wallet's own: somebody who
 * declines to sign gives viem's `UserRejectedRequestError`.
 *
 * @throws {ParameterInvalidError} when the client has no account.
 * @example const hash = await signerOf(walletClient).send(mint({ token, to, amount }));
 */
export function signerOf(client: SigningClient): SignerOfReturnType {
  const { account } = client as Client;
  if (account === undefined)
    throw new ParameterInvalidError({ parameter: "client", value: "a client without account", wanted: "one with it" });
  const chain = client.chain ?? null;
  return {
    address: account.address,
    send: async ({ to, data, value }, { nonce } = {}) => {
      try {
        return await sendTransaction(client, { account, chain, to, data, value, nonce } as SendTransactionParameters);
      } catch (cause) {
        throw asSignerError(cause);
      }
    },
    signTypedData: (data) => signTypedData(client, { account, ...data } as unknown as SignTypedDataParameters),
  };
}
