/**
 * The contract through which everything of Weighbridge is deployed, so that it has the same address on every chain: the widely used
 * deterministic deployment proxy, which takes 32 bytes of salt and creation code, and calls CREATE2 with them.
 *
 * Most chains have it already. Where its `address` has no code, send `transaction.funding` to `transaction.from`, then broadcast
 * `transaction.serialized`: it is signed for every chain, by a key that nobody knows, and makes exactly this contract. A chain that refuses it
 * (no transactions without a chain id, or gas dearer than `gasPrice`) has other addresses.
 */
export const CREATE2_DEPLOYER = {
  address: "0x4e59b44847b379578588920cA78FbF26c0B4956C",
  /** The code that must be there. */
  code: "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3",
  transaction: {
    from: "0x3fAB184622Dc19b6109349B94811493BF2a45362",
    /** Wei: all the gas that it may use, at its price. */
    funding: 10_000_000_000_000_000n,
    gas: 100_000n,
    /** Wei. */
    gasPrice: 100_000_000_000n,
    serialized:
      "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222",
  },
} as const;
