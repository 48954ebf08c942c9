import {
  type Abi,
  type Address,
  type ContractFunctionName,
  encodeFunctionData,
  type EncodeFunctionDataParameters,
  type Hex,
  isAddress,
  isHex,
} from "viem";
import { CallInvalidError } from "../errors/index.js";
import { type Call } from "../reader/index.js";

export { type Call } from "../reader/index.js";

/**
 * @internal
 * The call of a function that takes no ether.
 */
export function encodeCall<const A extends Abi, Name extends ContractFunctionName<A>>(
  to: Address,
  parameters: EncodeFunctionDataParameters<A, Name>,
): Call {
  const functionName = String(parameters.functionName);
  if (!isAddress(to)) throw new CallInvalidError({ functionName, details: `"${String(to)}" is not an address.` });
  const data = encoded(functionName, parameters as EncodeFunctionDataParameters);
  // viem takes bytes as they come.
  if (!isHex(data)) throw new CallInvalidError({ functionName, details: "Some bytes are not hexadecimal." });
  return { to, data, value: 0n };
}

function encoded(functionName: string, parameters: EncodeFunctionDataParameters): Hex {
  try {
    return encodeFunctionData(parameters);
  } catch (cause) {
    throw new CallInvalidError({ functionName, cause });
  }
}
