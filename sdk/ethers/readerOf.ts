import type { Reader } from "../reader/index.js";

/** What the SDK uses of a provider of ethers: `JsonRpcProvider`, `BrowserProvider`, `WebSocketProvider`, Hardhat's. */
export type SendingProvider = {
  // `params` as ethers declares it, who takes no readonly one.
  send(method: string, params: unknown[] | Record<string, unknown>): Promise<unknown>;
};

export type ReaderOfReturnType = Reader;

/**
 * The reader that a provider of ethers is. It asks the node itself, so that nothing is answered from ethers' cache.
 *
 * A `JsonRpcProvider` that does not know its network waits for its node without end. Given it as `staticNetwork`, it says at once that nobody
 * answers, and every function of the SDK rejects with `ChainUnreachableError`.
 *
 * @example
 * const provider = new JsonRpcProvider(url, chainId, { staticNetwork: true });
 * const verdict = await checkTransfer(readerOf(provider), movement);
 */
export const readerOf = (provider: SendingProvider): ReaderOfReturnType => ({
  request: ({ method, params = [] }) => provider.send(method, params as unknown[]),
});
