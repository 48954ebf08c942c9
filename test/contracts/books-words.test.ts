import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { MOVEMENTS, readField, RECORD_WORD, writeField } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
import { expectBooks, ledgerOf } from "../fixtures/ledger.js";
import { recordOf, someWallet } from "../fixtures/registers.js";
import { SLOTS } from "../fixtures/slots.js";
import { FACTS, freshWalks, someFacts } from "../fixtures/walk.js";

/** As `HostileToken.Answers`: reads give the word that it was told. */
const WORD = 0;

describe("the words that books are kept in", () => {
  const fresh = freshWalks();

  it("behavior: the holder bit decides, a balance only makes the engine look", async () => {
    const w = await fresh();
    const slot = SLOTS.holders(w.at.token, 2);
    const bits = async () => BigInt(await w.networkHelpers.getStorageAt(w.at.engine, slot));
    // Bob counts as a holder without a unit: what comes is no news, and the count stays.
    await w.networkHelpers.setStorageAt(w.at.engine, slot, 1n << 4n);
    await expectAllowed(w, { kind: "mint", to: w.bob, amount: 5n });
    expect(await w.engine.totals(w.at.token)).to.equal(0n);
    // He does not, and has some: when they go nobody is taken off a count, which would be below nothing.
    await w.networkHelpers.setStorageAt(w.at.engine, slot, 0n);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 5n });
    expect(await w.engine.totals(w.at.token)).to.equal(0n);
    // Other bits of the word are left as they are.
    const others = (2n ** 256n - 1n) ^ (1n << 4n);
    await w.networkHelpers.setStorageAt(w.at.engine, slot, others);
    await expectAllowed(w, { kind: "mint", to: w.bob, amount: 5n });
    expect(await bits()).to.equal(2n ** 256n - 1n);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 5n });
    expect(await bits()).to.equal(others);
  });

  it("behavior: a wallet holds at most 255 tokens, and no movement goes around that", async () => {
    const w = await fresh();
    for (const to of [w.alice2, w.carol]) await make(w, { kind: "mint", to, amount: 9n });
    const slot = SLOTS.record(w.registry, w.alice.address);
    const setHeld = async (tokensHeld: bigint) => {
      const record = await w.engine.record(w.registry, w.alice.address);
      const changed = writeField(record, RECORD_WORD.tokensHeld, tokensHeld);
      await w.networkHelpers.setStorageAt(w.at.engine, slot, changed);
    };
    const arrivals: readonly Attempt[] = [
      { kind: "mint", to: w.alice, amount: 1n },
      { kind: "transfer", from: w.carol, to: w.alice, amount: 1n },
      { kind: "transfer", from: w.alice2, to: w.alice, amount: 9n },
      { kind: "forced", from: w.carol, to: w.alice, amount: 1n },
    ];
    for (const attempt of arrivals) {
      await setHeld(255n);
      const refusal = { reason: "TokensAboveCapacity", subject: w.alice, measured: 256n, limit: 255n };
      await expectRefused(w, attempt, refusal);
      await expectAllowed(w, { ...attempt, amount: 0n });
      await setHeld(254n);
      const snapshot = await w.networkHelpers.takeSnapshot();
      await expectAllowed(w, attempt);
      const record = await w.engine.record(w.registry, w.alice.address);
      expect(readField(record, RECORD_WORD.tokensHeld)).to.equal(255n);
      expect(readField(record, RECORD_WORD.statuses), "the next field").to.equal(0n);
      await expectAllowed(w, { kind: "mint", to: w.alice, amount: 1n });
      await snapshot.restore();
    }
    await setHeld(0n);
    await expectBooks(w, await ledgerOf(w, [w.alice.address, w.alice2.address, w.carol.address]));
  });

  it("behavior: each of 300 investors has a bit of his own", async () => {
    const w = await fresh();
    for (const start of [4, 104, 204]) {
      const enrolments = Array.from({ length: 100 }, (_, index) => ({
        wallets: [someWallet(start + index)],
        facts: someFacts(),
      }));
      await (await w.engine.connect(w.registrar).enrolBatch(w.registry, enrolments)).wait();
    }
    const holders = [126, 127, 128, 255, 256, 257, 303];
    for (const [index, holder] of holders.entries()) {
      await expectAllowed(w, { kind: "mint", to: { address: someWallet(holder) } as Account, amount: 1n });
      expect(await w.engine.totals(w.at.token)).to.equal(BigInt(index + 1));
    }
    await expectAllowed(w, { kind: "burn", from: { address: someWallet(256) } as Account, amount: 1n });
    const left = holders.filter((holder) => holder !== 256);
    for (const investor of holders.flatMap((holder) => [holder - 1, holder, holder + 1])) {
      expect(await w.engine.isHolder(w.at.token, investor), `investor ${investor}`).to.equal(left.includes(investor));
    }
    const words = await Promise.all(
      [0, 128, 256].map((n) => w.networkHelpers.getStorageAt(w.at.engine, SLOTS.holders(w.at.token, n))),
    );
    const bit = (investor: number) => 1n << BigInt(2 * (investor % 128));
    expect(words.map(BigInt)).to.deep.equal([bit(126) | bit(127), bit(128) | bit(255), bit(257) | bit(303)]);
  });

  it("behavior: two tokens of one registry count apart; wallets and people know of both", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Further", "FUR", 0]);
    const at = await admitFurther(w, token);
    for (const to of [w.alice, w.alice2, w.bob]) await make(w, { kind: "mint", to, amount: 5n });
    for (const to of [w.alice, w.carol]) await token.mint(to.address, 7n);
    const [five, three, two] = [1n << 160n, 1n << 96n, 1n << 64n];
    expect(await w.engine.totals(w.at.token)).to.equal(five + two);
    expect(await w.engine.totals(at)).to.equal(three + two);
    expect([await w.engine.counts(w.at.token, 840), await w.engine.counts(at, 840)]).to.deep.equal([two, two]);
    expect([await w.engine.counts(w.at.token, 826), await w.engine.counts(at, 826)]).to.deep.equal([0n, three]);
    const held = async () =>
      Promise.all([w.alice, w.alice2].map(async ({ address }) => (await recordOf(w, address)).tokensHeld));
    expect(await held()).to.deep.equal([2n, 1n]);
    expect(await w.engine.tokensOf(w.registry, w.alice2.address)).to.equal(2n);
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 5n });
    expect(await held()).to.deep.equal([1n, 1n]);
    expect(await w.engine.tokensOf(w.registry, w.alice2.address), "the other wallet still has some").to.equal(2n);
    await token.burn(w.alice.address, 7n);
    expect(await held()).to.deep.equal([0n, 1n]);
    expect(await w.engine.tokensOf(w.registry, w.alice2.address)).to.equal(1n);
    expect([await w.engine.isHolder(at, 1n), await w.engine.isHolder(w.at.token, 1n)]).to.deep.equal([false, true]);
  });

  it("behavior: a token that lies about other wallets bars nobody's way out of an honest one", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await admitFurther(w, token);
    const { mint, burn } = MOVEMENTS;
    const registrar = w.engine.connect(w.registrar);
    // Alice's first wallet empties; of her second the token says that it has a unit, so that she still holds.
    await token.report(mint, ZeroAddress, w.alice.address, 5n, 0n, 0n);
    await token.answerWith(WORD, 1n);
    await token.report(burn, w.alice.address, ZeroAddress, 5n, 5n, 0n);
    await expect(registrar.unbind(w.registry, w.alice2.address, [at]))
      .to.be.revertedWithCustomError(w.engine, "WalletHoldsUnits")
      .withArgs(w.registry, w.alice2.address, at, 1n);
    await token.answerWith(WORD, 0n);
    await registrar.unbind(w.registry, w.alice2.address, [at]);
    expect(await w.engine.isHolder(at, 1n)).to.be.true;
    expect(await w.engine.tokensOf(w.registry, w.alice.address), "as many as she is a holder of").to.equal(1n);
    // She comes to hold the honest token, and to have another second wallet. Now the other token lets her go.
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 100n });
    await registrar.bind(w.registry, w.alice.address, w.spender.address);
    await token.report(burn, w.alice.address, ZeroAddress, 5n, 5n, 0n);
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 100n });
    expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
    expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(0n);
    expect(await w.engine.totals(w.at.token)).to.equal(0n);
  });

  it("behavior: a token that reports comings and goings that never were spoils nobody's number of tokens", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    await admitFurther(w, token);
    const { mint, burn } = MOVEMENTS;
    const registrar = w.engine.connect(w.registrar);
    for (const to of [w.bob, w.carol]) await make(w, { kind: "mint", to, amount: 100n });
    // Bob, who holds the honest token, never had a unit of this one. If his going counted, the engine would forget that he holds.
    await token.report(burn, w.bob.address, ZeroAddress, 5n, 5n, 0n);
    expect((await recordOf(w, w.bob.address)).tokensHeld).to.equal(1n);
    await expect(registrar.update(w.registry, w.bob.address, { ...FACTS.bob, lane: 7 }))
      .to.be.revertedWithCustomError(w.engine, "HolderReclassified")
      .withArgs(w.registry, 2n, 1n);
    await expect(registrar.unbind(w.registry, w.bob.address, [])).to.be.revertedWithCustomError(
      w.engine,
      "WalletNotEmpty",
    );
    // Carol comes to hold it again and again: she holds two tokens, not more and more.
    for (let times = 0; times < 3; times++) await token.report(mint, ZeroAddress, w.carol.address, 5n, 0n, 0n);
    expect((await recordOf(w, w.carol.address)).tokensHeld).to.equal(2n);
    // Alice has two wallets, then one: what is counted of her is what she holds.
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await token.answerWith(WORD, 1n);
    await token.report(burn, w.alice.address, ZeroAddress, 5n, 5n, 0n);
    await registrar.unbind(w.registry, w.alice2.address, [w.at.token]);
    await expect(registrar.update(w.registry, w.alice.address, { ...FACTS.alice, lane: 7 }))
      .to.be.revertedWithCustomError(w.engine, "HolderReclassified")
      .withArgs(w.registry, 1n, 1n);
    for (const from of [w.alice, w.bob, w.carol]) await expectAllowed(w, { kind: "burn", from, amount: 100n });
    expect(await w.engine.totals(w.at.token)).to.equal(0n);
  });
});
