import { type Hex, toFunctionSelector } from "viem";
import { accessManagerAbi, reasonsAbi, securityTokenAbi, weighbridgeAbi } from "../../../sdk/abis/index.js";

/** Every error that engine, token, their reasons and the manager declare, by selector. */
const NAMES: ReadonlyMap<string, string> = new Map(
  [...weighbridgeAbi, ...securityTokenAbi, ...reasonsAbi, ...accessManagerAbi].flatMap((item) =>
    item.type === "error"
      ? [[toFunctionSelector({ ...item, type: "function", outputs: [], stateMutability: "view" }), item.name]]
      : [],
  ),
);
/** The contract wallet's, which hands on what its call reverts with. */
const OTHERS: ReadonlyMap<string, string> = new Map([["0x245aecd3", "NotOwner"]]);

/** The name of what was reverted with. Nothing, a panic or an error that nobody declares is `unknown`. */
export const errorName = (data: Hex): string =>
  NAMES.get(data.slice(0, 10)) ?? OTHERS.get(data.slice(0, 10)) ?? `unknown ${data.slice(0, 74)}`;
