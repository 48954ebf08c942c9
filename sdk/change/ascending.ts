import { type Address } from "viem";

/**
 * @internal
 * Each address once, as the engine asks for them: strictly ascending. In one case of letters they ascend as their texts do.
 */
export const ascending = (addresses: readonly Address[]): readonly Address[] =>
  [...new Set(addresses.map((address) => address.toLowerCase() as Address))].sort();
