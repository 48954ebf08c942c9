import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, Signature, ZeroAddress } from "ethers";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { freshWalks, type Walk } from "../fixtures/walk.js";

const PERMIT = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

describe("SecurityToken transfers", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return w;
  }

  describe("transfer", () => {
    it("default: moves units", async () => {
      const w = await held();
      await expect(make(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 30n }))
        .to.emit(w.token, "Transfer")
        .withArgs(w.alice.address, w.bob.address, 30n);
      expect(await w.token.balanceOf(w.alice.address)).to.equal(70n);
      expect(await w.token.balanceOf(w.bob.address)).to.equal(130n);
    });

    it("behavior: the balance itself may go, one unit more may not", async () => {
      const w = await held();
      const whole = { kind: "transfer", from: w.alice, to: w.bob } as const;
      const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 101n, limit: 100n };
      await expectRefused(w, { ...whole, amount: 101n }, refusal);
      await expectAllowed(w, { ...whole, amount: 100n });
      await expectRefused(w, { ...whole, amount: 1n }, { ...refusal, measured: 1n, limit: 0n });
    });

    it("behavior: to oneself changes nothing, be it of some units or of all", async () => {
      const w = await held();
      for (const amount of [0n, 1n, 100n]) {
        await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice, amount });
        expect(await w.token.balanceOf(w.alice.address)).to.equal(100n);
        expect(await w.engine.isHolder(w.at.token, 1n)).to.be.true;
      }
      const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 101n, limit: 100n };
      await expectRefused(w, { kind: "transfer", from: w.alice, to: w.alice, amount: 101n }, refusal);
    });

    it("behavior: between two wallets of one investor changes no count, and no rule stops it", async () => {
      const w = await held();
      await w.enforce([{ kind: "mostUnits", limit: 10n }]);
      const before = await w.engine.totals(w.at.token);
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 100n });
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.true;
      expect(await w.engine.totals(w.at.token)).to.equal(before);
    });

    it("behavior: writes two balances, and nothing at the engine", async () => {
      const w = await held();
      const { hash } = await make(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n });
      const options = { disableMemory: true, disableStorage: true };
      const trace = (await w.connection.provider.request({
        method: "debug_traceTransaction",
        params: [hash, options],
      })) as { readonly structLogs: readonly { readonly op: string; readonly depth: number }[] };
      const writes = trace.structLogs.filter(({ op }) => op === "SSTORE").map(({ depth }) => depth);
      expect(writes).to.deep.equal([1, 1]);
    });

    it("error: ERC20InvalidReceiver, for the zero address", async () => {
      const w = await held();
      await expect(w.token.connect(w.alice).transfer(ZeroAddress, 1n))
        .to.be.revertedWithCustomError(w.token, "ERC20InvalidReceiver")
        .withArgs(ZeroAddress);
    });
  });

  describe("transferFrom", () => {
    const attempt = (w: Walk, amount: bigint, spender = w.spender) =>
      ({ kind: "transfer", spender, from: w.alice, to: w.bob, amount }) as const;

    it("default: a spender, of whom no registry knows, moves what was allowed and no more", async () => {
      const w = await held();
      await w.token.connect(w.alice).approve(w.spender.address, 50n);
      const refusal = { reason: "ERC20InsufficientAllowance", subject: w.spender, measured: 50n, limit: 51n };
      await expectRefused(w, attempt(w, 51n), refusal);
      await expectAllowed(w, attempt(w, 49n));
      expect(await w.token.allowance(w.alice.address, w.spender.address)).to.equal(1n);
      await expectAllowed(w, attempt(w, 1n));
      await expectRefused(w, attempt(w, 1n), { ...refusal, measured: 0n, limit: 1n });
    });

    it("behavior: an allowance without end stays", async () => {
      const w = await held();
      await w.token.connect(w.alice).approve(w.spender.address, MaxUint256);
      await expectAllowed(w, attempt(w, 100n));
      expect(await w.token.allowance(w.alice.address, w.spender.address)).to.equal(MaxUint256);
    });

    it("behavior: of nothing needs no allowance", async () => {
      const w = await held();
      await expectAllowed(w, attempt(w, 0n));
    });

    it("behavior: the holder himself needs an allowance", async () => {
      const w = await held();
      const refusal = { reason: "ERC20InsufficientAllowance", subject: w.alice, measured: 0n, limit: 5n };
      await expectRefused(w, attempt(w, 5n, w.alice), refusal);
      await w.token.connect(w.alice).approve(w.alice.address, 5n);
      await expectAllowed(w, attempt(w, 5n, w.alice));
    });

    it("behavior: a refused movement uses no allowance up", async () => {
      const w = await held();
      await w.token.connect(w.alice).approve(w.spender.address, 500n);
      await expectRefused(w, attempt(w, 101n), {
        reason: "UnitsNotFree",
        subject: w.alice,
        measured: 101n,
        limit: 100n,
      });
      expect(await w.token.allowance(w.alice.address, w.spender.address)).to.equal(500n);
    });
  });

  describe("permit", () => {
    type Terms = {
      readonly value?: bigint;
      readonly nonce?: bigint;
      readonly deadline?: bigint;
      readonly chainId?: bigint;
    };

    /** Alice's signature that the spender may move `value` units, and the call that hands it in. */
    async function signed(w: Walk, signer: Account, terms: Terms = {}) {
      const { name, version, chainId, verifyingContract } = await w.token.eip712Domain();
      const domain = { name, version, chainId: terms.chainId ?? chainId, verifyingContract };
      const { value = 40n, nonce = 0n, deadline = (await w.now()) + 3600n } = terms;
      const message = { owner: w.alice.address, spender: w.spender.address, value, nonce, deadline };
      const { v, r, s } = Signature.from(await signer.signTypedData(domain, PERMIT, message));
      const permit = () =>
        w.token.connect(w.stranger).permit(w.alice.address, w.spender.address, value, deadline, v, r, s);
      return { permit, deadline };
    }

    it("default: a signature is an allowance, and the transfer is weighed all the same", async () => {
      const w = await held();
      const { permit } = await signed(w, w.alice);
      await expect(permit()).to.emit(w.token, "Approval").withArgs(w.alice.address, w.spender.address, 40n);
      const attempt = { kind: "transfer", spender: w.spender, from: w.alice, amount: 40n } as const;
      const refusal = { reason: "WalletUnknown", subject: w.spender, measured: 0n, limit: 1n };
      await expectRefused(w, { ...attempt, to: w.spender }, refusal);
      await expectAllowed(w, { ...attempt, to: w.bob });
    });

    it("error: ERC2612InvalidSigner, a second time", async () => {
      const w = await held();
      const { permit } = await signed(w, w.alice);
      await (await permit()).wait();
      await expect(permit()).to.be.revertedWithCustomError(w.token, "ERC2612InvalidSigner");
    });

    it("error: ERC2612InvalidSigner, signed by somebody else, for another nonce, or for another chain", async () => {
      const w = await held();
      for (const [signer, terms] of [[w.bob], [w.alice, { nonce: 1n }], [w.alice, { chainId: 5n }]] as const) {
        const { permit } = await signed(w, signer, terms);
        await expect(permit()).to.be.revertedWithCustomError(w.token, "ERC2612InvalidSigner");
      }
    });

    it("error: ERC2612ExpiredSignature, one second after its deadline", async () => {
      const w = await held();
      const { permit, deadline } = await signed(w, w.alice);
      const snapshot = await w.networkHelpers.takeSnapshot();
      await w.networkHelpers.time.setNextBlockTimestamp(deadline);
      await (await permit()).wait();
      await snapshot.restore();
      await w.networkHelpers.time.increaseTo(deadline + 1n);
      await expect(permit()).to.be.revertedWithCustomError(w.token, "ERC2612ExpiredSignature").withArgs(deadline);
    });
  });
});
