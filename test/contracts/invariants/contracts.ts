import { type Address, encodeFunctionData, type Hex, parseAbi } from "viem";
import { batchOf } from "../../fixtures/userOperations.js";
import { delegated, openSmartAccount } from "../../fixtures/walletSorts.js";
import { impersonate } from "../../fixtures/raw.js";
import { type Walk } from "../../fixtures/walk.js";

/** Who sends what to whom, so that a contract makes a call. */
export type Acting = (
  to: Address,
  data: Hex,
) => { readonly from: Address; readonly through: { readonly to: Address; readonly data: Hex } };

const ACT = parseAbi(["function act(address target, bytes data)"]);
const executed = (to: Address, data: Hex) => batchOf([{ to, data, value: 0n }]);

/**
 * A contract with an owner; a smart account of ERC-4337, which executes what its entry point brings; an account that delegated its code by EIP-7702, which
 * calls itself. None of them hides with what its call reverts.
 */
export async function contractHolders(w: Walk): Promise<ReadonlyMap<Address, Acting>> {
  const owned = (await (await w.ethers.deployContract("ContractWallet", [w.alice.address])).getAddress()) as Address;
  const smart = await openSmartAccount(w);
  const entry = (await smart.entry.getAddress()) as Address;
  const own = (await delegated(w)).account.address;
  await impersonate(w, [entry]);
  const owner = w.alice.address as Address;
  return new Map<Address, Acting>([
    [
      owned,
      (to, data) => ({
        from: owner,
        through: { to: owned, data: encodeFunctionData({ abi: ACT, functionName: "act", args: [to, data] }) },
      }),
    ],
    [smart.address, (to, data) => ({ from: entry, through: { to: smart.address, data: executed(to, data) } })],
    [own, (to, data) => ({ from: own, through: { to: own, data: executed(to, data) } })],
  ]);
}
