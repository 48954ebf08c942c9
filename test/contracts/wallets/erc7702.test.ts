import { expect } from "chai";
import { type Address, type Hex, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { transfer } from "../../../sdk/change/index.js";
import { make } from "../../fixtures/attempt.js";
import { behavesAsWallet, withWallet } from "../../fixtures/ownWallets.js";
import { batchOf, operationOf, throughEntryPoint } from "../../fixtures/userOperations.js";
import { delegated, delegatedWallet, nothing, sendSigned } from "../../fixtures/walletSorts.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

describe("an account that delegated its code (EIP-7702)", () => {
  const fresh = freshWalks();

  behavesAsWallet(delegatedWallet);

  /** The account, a wallet of alice's, holds 50 units. */
  async function held() {
    const w = await fresh();
    const own = await delegated(w);
    const { account, entry } = own;
    const wallet = throughEntryPoint(w, entry, account.address, (hash) => account.sign({ hash }));
    await withWallet(w, () => Promise.resolve(wallet));
    await make(w, { kind: "mint", to: { address: account.address } as Walk["alice"], amount: 50n });
    const move = (amount: bigint) => transfer({ token: w.at.token, to: w.bob.address as Address, amount });
    const codeAt = () =>
      w.connection.provider.request({ method: "eth_getCode", params: [account.address, "latest"] }) as Promise<Hex>;
    return { ...own, w, move, codeAt, balance: () => w.token.balanceOf(account.address) };
  }

  it("behavior: its code names the delegate, and its record does not change", async () => {
    const { w, account, delegate, codeAt } = await held();
    expect(await codeAt()).to.equal(`0xef0100${delegate.slice(2).toLowerCase()}`);
    const before = await w.engine.record(w.registry, account.address);
    await sendSigned(w, account, nothing(account.address), zeroAddress);
    expect(await codeAt()).to.equal("0x");
    expect(await w.engine.record(w.registry, account.address)).to.equal(before);
  });

  it("behavior: its key still acts by itself, with and without the delegation", async () => {
    const { w, account, move, balance } = await held();
    await sendSigned(w, account, move(10n));
    await sendSigned(w, account, nothing(account.address), zeroAddress);
    await sendSigned(w, account, move(10n));
    expect(await balance()).to.equal(30n);
  });

  it("behavior: several transfers in one transaction to itself", async () => {
    const { w, account, move, balance } = await held();
    await sendSigned(w, account, { to: account.address, data: batchOf([move(10n), move(15n)]), value: 0n });
    expect(await balance()).to.equal(25n);
    expect(await w.token.balanceOf(w.bob.address)).to.equal(25n);
  });

  it("behavior: a permit by its key holds, although it has code", async () => {
    const { w, account, balance } = await held();
    const { name, version, chainId } = await w.token.eip712Domain();
    const uint = (field: string) => ({ name: field, type: "uint256" });
    const addressOf = (field: string) => ({ name: field, type: "address" });
    const fields = [addressOf("owner"), addressOf("spender"), uint("value"), uint("nonce"), uint("deadline")];
    const deadline = 4_000_000_000n;
    const signature = await account.signTypedData({
      domain: { name, version, chainId: Number(chainId), verifyingContract: w.at.token },
      types: { Permit: fields },
      primaryType: "Permit",
      message: { owner: account.address, spender: w.spender.address, value: 20n, nonce: 0n, deadline },
    });
    const { v, r, s } = w.ethers.Signature.from(signature);
    await w.token.permit(account.address, w.spender.address, 20n, deadline, v, r, s);
    await w.token.connect(w.spender).transferFrom(account.address, w.bob.address, 20n);
    expect(await balance()).to.equal(30n);
  });

  it("behavior: whoever delegates to the same code gains nothing at this account", async () => {
    const { w, entry, account, move } = await held();
    const thief = privateKeyToAccount(generatePrivateKey());
    const forged = await operationOf(entry, account.address, [move(1n)], (hash) => thief.sign({ hash }));
    await expect(entry.connect(w.stranger).handleOps([forged])).to.be.revertedWithCustomError(entry, "FailedOp");
    const data = batchOf([move(1n)]);
    await expect(w.stranger.sendTransaction({ to: account.address, data })).to.revert(w.ethers);
  });
});
