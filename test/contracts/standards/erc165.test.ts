import { expect } from "chai";
import { Contract, type FunctionFragment, Interface, type InterfaceAbi } from "ethers";
import { ISecurityToken__factory } from "../../../types/index.js";
import { ofBothSorts } from "../../fixtures/tokenSorts.js";

/** What each standard's text names as its interface. Inherited functions do not count. */
const CLAIMED: Readonly<Record<string, { readonly id: string; readonly abi: InterfaceAbi }>> = {
  "ERC-165": { id: "0x01ffc9a7", abi: ["function supportsInterface(bytes4)"] },
  "ERC-20": {
    id: "0x36372b07",
    abi: [
      ...["function totalSupply()", "function balanceOf(address)", "function transfer(address,uint256)"],
      ...["function transferFrom(address,address,uint256)", "function approve(address,uint256)"],
      "function allowance(address,address)",
    ],
  },
  "ERC-20 metadata": {
    id: "0xa219a025",
    abi: ["function name()", "function symbol()", "function decimals()"],
  },
  "ERC-2612": {
    id: "0x9d8ff7da",
    abi: [
      "function permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
      ...["function nonces(address)", "function DOMAIN_SEPARATOR()"],
    ],
  },
  "ERC-5267": { id: "0x84b0196e", abi: ["function eip712Domain()"] },
  "ERC-7943, fungible": {
    id: "0x3edbb4c4",
    abi: [
      ...["function forcedTransfer(address,address,uint256)", "function setFrozenTokens(address,uint256)"],
      ...["function canSend(address)", "function canReceive(address)", "function getFrozenTokens(address)"],
      "function canTransfer(address,address,uint256)",
    ],
  },
};

/** ERC-165: the XOR of all function selectors in the interface. */
function idOf(abi: InterfaceAbi): string {
  const functions = new Interface(abi).fragments.filter(({ type }) => type === "function") as FunctionFragment[];
  const id = functions.reduce((sum, { selector }) => (sum ^ Number(selector)) >>> 0, 0);
  return `0x${id.toString(16).padStart(8, "0")}`;
}
const OWN = idOf(ISecurityToken__factory.abi);

describe("ERC-165", () => {
  for (const [standard, { id, abi }] of Object.entries(CLAIMED)) {
    it(`the id of ${standard} is the XOR of its selectors`, () => expect(idOf(abi)).to.equal(id));
  }

  ofBothSorts((fresh) => {
    async function asked() {
      const w = await fresh();
      const client = new Contract(w.at.token, ["function supportsInterface(bytes4) view returns (bool)"], w.stranger);
      return { w, supports: client.getFunction("supportsInterface"), client };
    }

    it("answers true for every interface it claims, its own too", async () => {
      const { supports } = await asked();
      for (const id of [...Object.values(CLAIMED).map((each) => each.id), OWN]) {
        expect(await supports(id), id).to.be.true;
      }
    });

    it("every function of an interface it claims is answered: not by a revert without data", async () => {
      const { w } = await asked();
      for (const { abi } of [...Object.values(CLAIMED), { abi: ISecurityToken__factory.abi }]) {
        for (const fragment of new Interface(abi).fragments.filter(({ type }) => type === "function")) {
          const { inputs, selector, name } = fragment as FunctionFragment;
          const words = inputs.map(({ type }) =>
            type === "address" ? w.alice.address.slice(2).padStart(64, "0") : "00".repeat(32),
          );
          const call = { to: w.at.token, from: w.stranger.address, data: selector + words.join("") };
          const answer = await w.ethers.provider
            .call(call)
            .catch((error: { readonly data?: string }) => error.data ?? "0x");
          expect(answer, name).not.to.equal("0x");
        }
      }
    });

    it("MUST answer false for 0xffffffff, and for what it does not claim", async () => {
      const { supports } = await asked();
      // Nothing; ERC-721, ERC-1155, ERC-777's token, ERC-7943 of non-fungible and multi tokens, ERC-1271.
      for (const id of [
        ...["0xffffffff", "0x00000000", "0x80ac58cd", "0xd9b67a26", "0xe58e113c"],
        ...["0xbf1ef5fe", "0x41c4fbad", "0x1626ba7e"],
      ]) {
        expect(await supports(id), id).to.be.false;
      }
    });

    it("MUST use less than 30,000 gas, whatever is asked", async () => {
      const { w, client } = await asked();
      for (const id of ["0x01ffc9a7", OWN, "0xffffffff"]) {
        const data = client.interface.encodeFunctionData("supportsInterface", [id]);
        const call = { to: w.at.token, data };
        const spent =
          (await w.ethers.provider.estimateGas(call)) -
          (await w.ethers.provider.estimateGas({ to: w.stranger.address, data }));
        expect(spent, id).to.be.lessThan(30_000n);
        // The standard's own way of asking: a STATICCALL with 30,000 gas, beside what a transaction takes before it.
        const answer = await w.ethers.provider.call({ ...call, gasLimit: 21_000n + 16n * 36n + 30_000n });
        expect(BigInt(answer)).to.equal(id === "0xffffffff" ? 0n : 1n);
      }
    });
  });
});
