import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import { type PricedProduct, productArgument } from "./pricedProduct.js";

export type MapProductParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** A token that venues may take as collateral. */
  readonly token: Address;
  readonly product: PricedProduct;
};
export type MapProductReturnType = Call;
export type MapProductErrorType = CallInvalidError;

/**
 * Builds the call that says of which class a token is and how it is priced; it is refused if its feed does not answer. Sender: who may map
 * products, by the leverage registry's authority.
 *
 * @throws {CallInvalidError} when a number does not fit.
 */
export function mapProduct({ leverage, token, product }: MapProductParameters): MapProductReturnType {
  return encodeCall(leverage, {
    abi: leverageRegistryAbi,
    functionName: "mapProduct",
    args: [token, productArgument(product)],
  });
}
