import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { admitFurther, sortedAddresses } from "../fixtures/further.js";
import {
  enrol,
  investorOf,
  recordOf,
  recordWith,
  someWallet,
  someWallets,
  UNBOUND_RECORD,
  walletsOf,
} from "../fixtures/registers.js";
import { SLOTS } from "../fixtures/slots.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

describe("wallets of an investor", () => {
  const fresh = freshWalks();
  const bind = (w: Walk, known: string, wallet: string) =>
    w.engine.connect(w.registrar).bind(w.registry, known, wallet);
  const unbind = (w: Walk, wallet: string, tokens: readonly string[] = []) =>
    w.engine.connect(w.registrar).unbind(w.registry, wallet, [...tokens]);

  /** A further token in the registry, which anybody may mint. */
  async function furtherToken(w: Walk) {
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Further", "FUR", 0]);
    await admitFurther(w, token);
    return token;
  }

  describe("bind", () => {
    it("default: a second to an eighth wallet, each with the facts of the first, from whichever is named", async () => {
      const w = await fresh();
      const facts = someFacts({ country: 756, region: 3, lane: 4, statuses: 9, states: 2 });
      const wallets = someWallets(0, 8);
      const investor = await enrol(w, wallets.slice(0, 1), facts);
      for (let count = 2; count <= 8; count++) {
        const [known, wallet] = [wallets[(3 * count) % (count - 1)]!, wallets[count - 1]!];
        await expect(bind(w, known, wallet))
          .to.emit(w.engine, "WalletBound")
          .withArgs(w.registry, investor, wallet);
        for (const each of wallets.slice(0, count)) {
          expect(await recordOf(w, each)).to.deep.equal(recordWith(facts, { investor, wallets: count }));
          expect(await walletsOf(w, each)).to.deep.equal(wallets.slice(0, count));
        }
      }
    });

    it("error: WalletsOutOfRange, for a ninth", async () => {
      const w = await fresh();
      await enrol(w, someWallets(0, 8));
      await expect(bind(w, someWallet(7), someWallet(8)))
        .to.be.revertedWithCustomError(w.engine, "WalletsOutOfRange")
        .withArgs(9, 8);
      await unbind(w, someWallet(3));
      await bind(w, someWallet(7), someWallet(8));
      expect(await walletsOf(w, someWallet(0))).to.have.length(8);
    });

    it("behavior: a new wallet of a holder holds nothing yet, and the investor no more tokens than before", async () => {
      const w = await fresh();
      const further = await furtherToken(w);
      await make(w, { kind: "mint", to: w.bob, amount: 5n });
      await further.mint(w.bob.address, 5n);
      expect(await w.engine.tokensOf(w.registry, w.bob.address)).to.equal(2n);
      await bind(w, w.bob.address, someWallet(0));
      await bind(w, someWallet(0), someWallet(1));
      const expected = (tokensHeld: number) => recordWith(FACTS.bob, { investor: 2n, wallets: 3, tokensHeld });
      expect(await recordOf(w, w.bob.address)).to.deep.equal(expected(2));
      expect(await recordOf(w, someWallet(0))).to.deep.equal(expected(0));
      expect(await recordOf(w, someWallet(1))).to.deep.equal(expected(0));
      for (const wallet of [w.bob.address, someWallet(0), someWallet(1)]) {
        expect(await walletsOf(w, wallet)).to.deep.equal([w.bob.address, someWallet(0), someWallet(1)]);
        expect(await w.engine.tokensOf(w.registry, wallet)).to.equal(2n);
      }
      await further.burn(w.bob.address, 5n);
      expect(await w.engine.tokensOf(w.registry, someWallet(1))).to.equal(1n);
      await make(w, { kind: "burn", from: w.bob, amount: 5n });
      expect(await w.engine.tokensOf(w.registry, someWallet(1))).to.equal(0n);
      expect(await w.engine.isHolder(w.at.token, 2n)).to.be.false;
    });

    it("behavior: what the new wallet holds counts with the others", async () => {
      const w = await fresh();
      await make(w, { kind: "mint", to: w.bob, amount: 60n });
      await bind(w, w.bob.address, w.spender.address);
      await w.enforce([{ kind: "mostUnits", limit: 100n }]);
      const refusal = { reason: "HoldingAboveLimit", rule: 0, subject: 2n, measured: 101n, limit: 100n };
      await expectRefused(w, { kind: "mint", to: w.spender, amount: 41n }, refusal);
      await expectAllowed(w, { kind: "mint", to: w.spender, amount: 40n });
      await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, refusal);
      await expectAllowed(w, { kind: "transfer", from: w.spender, to: w.bob, amount: 40n });
    });

    it("error: WalletNotRecorded, when nobody has the known one", async () => {
      const w = await fresh();
      for (const known of [someWallet(0), ZeroAddress]) {
        await expect(bind(w, known, someWallet(1)))
          .to.be.revertedWithCustomError(w.engine, "WalletNotRecorded")
          .withArgs(w.registry, known);
      }
    });

    it("error: WalletNotFree, for one's own, somebody else's and the zero address", async () => {
      const w = await fresh();
      for (const [wallet, investor] of [
        [w.bob.address, 2n],
        [w.carol.address, 3n],
        [w.alice2.address, 1n],
        [ZeroAddress, 0n],
      ] as const) {
        await expect(bind(w, w.bob.address, wallet))
          .to.be.revertedWithCustomError(w.engine, "WalletNotFree")
          .withArgs(w.registry, wallet, investor);
      }
    });
  });

  describe("unbind", () => {
    /** Orders in which eight wallets go: ascending, descending, from the middle, and out of order. */
    const ORDERS = [
      [0, 1, 2, 3, 4, 5, 6, 7],
      [7, 6, 5, 4, 3, 2, 1, 0],
      [3, 4, 2, 5, 1, 6, 0, 7],
      [6, 0, 7, 3, 1, 5, 2, 4],
    ] as const;
    for (const order of ORDERS) {
      it(`default: from eight to none, in the order ${order.join("")}`, async () => {
        const w = await fresh();
        const facts = someFacts({ country: 752, lane: 1, statuses: 3 });
        const wallets = someWallets(0, 8);
        const investor = await enrol(w, wallets, facts);
        const left = new Set<string>(wallets);
        for (const index of order) {
          const wallet = wallets[index]!;
          await expect(unbind(w, wallet)).to.emit(w.engine, "WalletUnbound").withArgs(w.registry, investor, wallet);
          left.delete(wallet);
          expect(await recordOf(w, wallet)).to.deep.equal(UNBOUND_RECORD);
          expect(await walletsOf(w, wallet)).to.deep.equal([]);
          for (let place = left.size; place < 8; place++) {
            const slot = SLOTS.wallets(w.registry, investor) + BigInt(place);
            const word = await w.networkHelpers.getStorageAt(w.at.engine, `0x${slot.toString(16)}`);
            expect(BigInt(word), `nothing is left in place ${place}`).to.equal(0n);
          }
          for (const each of left) {
            expect(await recordOf(w, each)).to.deep.equal(recordWith(facts, { investor, wallets: left.size }));
            expect(new Set(await walletsOf(w, each))).to.deep.equal(left);
          }
        }
        expect(await enrol(w, wallets), "all may be enrolled anew").to.equal(investor + 1n);
        expect(await walletsOf(w, wallets[4]!)).to.deep.equal(wallets);
      });
    }

    it("behavior: wallets come and go, and the list has those that are there", async () => {
      const w = await fresh();
      const investor = await enrol(w, [someWallet(0)]);
      const there = [0];
      for (let next = 1; next < 14; next++) {
        await bind(w, someWallet(there[next % there.length]!), someWallet(next));
        there.push(next);
        if (next % 2 === 0) {
          const [gone] = there.splice(next % there.length, 1);
          await unbind(w, someWallet(gone!));
        }
        const wallets = there.map(someWallet);
        for (const wallet of wallets) {
          expect(await recordOf(w, wallet)).to.deep.equal(recordWith(someFacts(), { investor, wallets: there.length }));
          expect(new Set(await walletsOf(w, wallet))).to.deep.equal(new Set(wallets));
        }
      }
    });

    it("error: WalletHoldsUnits and WalletNotEmpty, while it has units of any token, and not for what another wallet has", async () => {
      const w = await fresh();
      const further = await furtherToken(w);
      await make(w, { kind: "mint", to: w.alice, amount: 5n });
      await further.mint(w.alice.address, 5n);
      const tokens = await sortedAddresses([w.token, further]);
      for (const held of [tokens, [w.at.token]]) {
        await expect(unbind(w, w.alice.address, tokens))
          .to.be.revertedWithCustomError(w.engine, "WalletHoldsUnits")
          .withArgs(w.registry, w.alice.address, held[0], 5n);
        await expect(unbind(w, w.alice.address))
          .to.be.revertedWithCustomError(w.engine, "TokensMissing")
          .withArgs(w.registry, 1n, 0, held.length);
        if (held === tokens) await further.burn(w.alice.address, 5n);
      }
      await unbind(w, w.alice2.address, [w.at.token]);
      expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(1n);
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.true;
      await expect(unbind(w, w.alice.address, [w.at.token]))
        .to.be.revertedWithCustomError(w.engine, "WalletNotEmpty")
        .withArgs(w.registry, w.alice.address, 1);
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 5n });
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
      await unbind(w, w.alice.address);
    });

    it("behavior: unbind and re-enrol: with the last wallet the number retires, and the next to have the wallet is somebody else", async () => {
      const w = await fresh();
      await make(w, { kind: "mint", to: w.bob, amount: 5n });
      await make(w, { kind: "burn", from: w.bob, amount: 5n });
      await unbind(w, w.bob.address);
      const refusal = { reason: "WalletUnknown", subject: w.bob, measured: 0n, limit: 1n };
      await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, refusal);
      const investor = await enrol(w, [w.bob.address], FACTS.carol);
      expect(investor).to.equal(4n);
      await expectAllowed(w, { kind: "mint", to: w.bob, amount: 1n });
      expect(await w.engine.isHolder(w.at.token, 2n)).to.be.false;
      expect(await w.engine.isHolder(w.at.token, 4n)).to.be.true;
    });

    it("behavior: an investor who is down to one wallet holds as before, and may have more again", async () => {
      const w = await fresh();
      await make(w, { kind: "mint", to: w.alice2, amount: 5n });
      await unbind(w, w.alice.address, [w.at.token]);
      expect(await w.engine.tokensOf(w.registry, w.alice2.address)).to.equal(1n);
      await bind(w, w.alice2.address, w.spender.address);
      expect(await w.engine.tokensOf(w.registry, w.spender.address)).to.equal(1n);
      await expectAllowed(w, { kind: "transfer", from: w.alice2, to: w.spender, amount: 5n });
      await unbind(w, w.alice2.address, [w.at.token]);
      expect(await w.engine.tokensOf(w.registry, w.spender.address)).to.equal(1n);
      await expectAllowed(w, { kind: "burn", from: w.spender, amount: 5n });
      expect(await w.engine.tokensOf(w.registry, w.spender.address)).to.equal(0n);
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
    });

    it("error: WalletNotRecorded, for one that nobody has, also the second time", async () => {
      const w = await fresh();
      await unbind(w, w.alice2.address);
      for (const wallet of [w.alice2.address, someWallet(0), ZeroAddress]) {
        await expect(unbind(w, wallet))
          .to.be.revertedWithCustomError(w.engine, "WalletNotRecorded")
          .withArgs(w.registry, wallet);
      }
      expect(await investorOf(w, w.alice.address)).to.equal(1n);
    });
  });
});
