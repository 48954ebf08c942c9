import { expect } from "chai";
import { type Address } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { transfer } from "../../../sdk/change/index.js";
import { make } from "../../fixtures/attempt.js";
import { behavesAsWallet, withWallet } from "../../fixtures/ownWallets.js";
import { operationOf } from "../../fixtures/userOperations.js";
import { openSmartAccount, smartAccount } from "../../fixtures/walletSorts.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

describe("a smart account (ERC-4337)", () => {
  const fresh = freshWalks();

  behavesAsWallet(smartAccount);

  /** The account holds 50 units. */
  async function held() {
    const w = await fresh();
    const { entry, address, sign, wallet } = await openSmartAccount(w);
    await withWallet(w, () => Promise.resolve(wallet));
    await make(w, { kind: "mint", to: { address } as Walk["alice"], amount: 50n });
    const move = (amount: bigint) => transfer({ token: w.at.token, to: w.bob.address as Address, amount });
    return { w, entry, address, sign, move };
  }

  it("behavior: the token sees the account, not the bundler or the entry point", async () => {
    const { w, entry, address, sign, move } = await held();
    const operation = await operationOf(entry, address, [move(20n), move(10n)], sign);
    await expect(entry.connect(w.carol).handleOps([operation]))
      .to.emit(w.token, "Transfer")
      .withArgs(address, w.bob.address, 20n)
      .to.emit(w.token, "Transfer")
      .withArgs(address, w.bob.address, 10n);
    for (const at of [await entry.getAddress(), w.stranger.address]) {
      const asked = {
        kind: 0,
        token: w.at.token,
        spender: w.ethers.ZeroAddress,
        from: at,
        to: w.bob.address,
        amount: 0n,
      };
      expect((await w.engine.check(asked)).allowed, at).to.be.false;
    }
  });

  it("behavior: of a batch in one operation all or nothing, and the first reason comes out", async () => {
    const { w, entry, address, sign, move } = await held();
    await w.enforce([{ kind: "mostPerMovement", side: "token", limit: 20n }]);
    const operation = await operationOf(entry, address, [move(20n), move(21n)], sign);
    const sent = await entry.handleOps([operation]);
    const log = (await sent.wait())!.logs
      .map((each) => entry.interface.parseLog(each))
      .find((each) => each?.name === "UserOperationRevertReason");
    const reason = w.reasons.interface.parseError(log!.args[2] as string);
    expect([reason?.name, ...reason!.args]).to.deep.equal(["MovementAboveMost", 0n, 0n, 21n, 20n]);
    expect(await w.token.balanceOf(address)).to.equal(50n);
  });

  it("error: FailedOp, for another signer's signature, and for an operation brought twice", async () => {
    const { entry, address, sign, move } = await held();
    const thief = privateKeyToAccount(generatePrivateKey());
    const forged = await operationOf(entry, address, [move(1n)], (hash) => thief.sign({ hash }));
    await expect(entry.handleOps([forged]))
      .to.be.revertedWithCustomError(entry, "FailedOp")
      .withArgs(0n, "AA24 signature error");
    const operation = await operationOf(entry, address, [move(1n)], sign);
    await entry.handleOps([operation]);
    await expect(entry.handleOps([operation]))
      .to.be.revertedWithCustomError(entry, "FailedOp")
      .withArgs(0n, "AA25 invalid account nonce");
  });
});
