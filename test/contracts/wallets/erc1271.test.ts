import { expect } from "chai";
import { type Address } from "viem";
import { bindWallet } from "../../../sdk/change/index.js";
import { make } from "../../fixtures/attempt.js";
import { behavesAsWallet, withWallet } from "../../fixtures/ownWallets.js";
import { contractWallet } from "../../fixtures/walletSorts.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

describe("a contract wallet (ERC-1271)", () => {
  const fresh = freshWalks();

  behavesAsWallet(contractWallet);

  it("behavior: it answers for its owner's signatures, and a permit, which wants a key of its own, is refused", async () => {
    const w = await fresh();
    const own = await withWallet(w, contractWallet);
    await make(w, { kind: "mint", to: { address: own.address } as Walk["alice"], amount: 50n });
    const { name, version, chainId, verifyingContract } = await w.token.eip712Domain();
    const types = {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    };
    const deadline = 4_000_000_000n;
    const domain = { name, version, chainId, verifyingContract };
    const values = { owner: own.address, spender: w.spender.address, value: 5n, nonce: 0n, deadline };
    const signature = await w.alice.signTypedData(domain, types, values);
    const wallet = await w.ethers.getContractAt("ContractWallet", own.address);
    const digest = w.ethers.TypedDataEncoder.hash(domain, types, values);
    expect(await wallet.isValidSignature(digest, signature)).to.equal("0x1626ba7e");
    expect(await wallet.isValidSignature(digest, await w.bob.signTypedData(domain, types, values))).to.equal(
      "0xffffffff",
    );
    const { v, r, s } = w.ethers.Signature.from(signature);
    await expect(w.token.permit(own.address, w.spender.address, 5n, deadline, v, r, s))
      .to.be.revertedWithCustomError(w.token, "ERC2612InvalidSigner")
      .withArgs(w.alice.address, own.address);
  });

  it("behavior: whoever owns it, it is of the investor to whom the registrar binds it", async () => {
    const w = await fresh();
    const own = await contractWallet(w);
    const { engine } = w.at;
    await w.send(
      w.registrar,
      bindWallet({ engine, registry: w.registry, known: w.bob.address as Address, wallet: own.address }),
    );
    expect((await w.engine.record(w.registry, own.address)) & 0xffffn).to.equal(2n);
    await expect(
      w.engine.connect(w.registrar).bind(w.registry, w.alice.address, own.address),
    ).to.be.revertedWithCustomError(w.engine, "WalletNotFree");
  });
});
