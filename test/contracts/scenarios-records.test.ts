import { expect } from "chai";
import { numberToHex } from "viem";
import { COUNT_BITS, MOVEMENTS, packWord, WALLET_STATE_WORD } from "../../sdk/kinds/index.js";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { admitFurther, furtherTokens, sortedAddresses } from "../fixtures/further.js";
import { impersonate, rawMovement, reasonIn } from "../fixtures/raw.js";
import { enrol, investorOf, recordOf, someWallet, someWallets, walletsOf } from "../fixtures/registers.js";
import { SLOTS } from "../fixtures/slots.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

const one = (lane: number) => 1n << BigInt(COUNT_BITS * lane);

describe("scenarios", () => {
  const fresh = freshWalks();
  const asRegistrar = (w: Walk) => w.engine.connect(w.registrar);

  it("behavior: an investor with 8 wallets in 10 tokens", async () => {
    const w = await fresh();
    const tokens = [w.token.connect(w.agent), ...(await furtherTokens(w, 9))];
    const at = await sortedAddresses(tokens);
    const wallets = someWallets(0, 8);
    const investor = await enrol(w, wallets, FACTS.carol);
    for (const wallet of wallets) for (const token of tokens) await token.mint(wallet, 10n);
    for (const wallet of wallets) expect((await recordOf(w, wallet)).tokensHeld).to.equal(10n);
    const holders = () => Promise.all(at.map((token) => w.engine.totals(token)));
    expect(await w.engine.tokensOf(w.registry, wallets[5]!)).to.equal(10n);
    expect(await holders(), "one holder, however many wallets").to.deep.equal(at.map(() => one(3)));

    // Another class of investor, in all tokens at once.
    const facts = { ...FACTS.carol, lane: 6, country: 250 };
    await asRegistrar(w).reclassify(w.registry, wallets[7]!, facts, at);
    expect(await holders()).to.deep.equal(at.map(() => one(6)));
    const count = asRegistrar(w).merge(w.registry, wallets[0]!, w.bob.address, []);
    await expect(count).to.be.revertedWithCustomError(w.engine, "WalletsOutOfRange").withArgs(9, 8);

    // One wallet empties into another one, token by token, and is unbound.
    await impersonate(w, [wallets[0]!]);
    const from = await w.ethers.getSigner(wallets[0]!);
    for (const token of tokens) {
      const early = asRegistrar(w).unbind(w.registry, wallets[0]!, at);
      await expect(early).to.be.revertedWithCustomError(w.engine, "WalletHoldsUnits");
      await token.connect(from).transfer(wallets[1]!, 10n);
    }
    expect(await holders()).to.deep.equal(at.map(() => one(6)));
    await asRegistrar(w).unbind(w.registry, wallets[0]!, at);
    expect(new Set(await walletsOf(w, wallets[3]!))).to.deep.equal(new Set(wallets.slice(1)));

    // Now there is room for bob, who holds two of the tokens; all of it is one person's, until the last unit is gone.
    for (const token of tokens.slice(0, 2)) await token.mint(w.bob.address, 10n);
    await asRegistrar(w).merge(w.registry, wallets[1]!, w.bob.address, at);
    expect(await investorOf(w, w.bob.address)).to.equal(investor);
    expect(await w.engine.tokensOf(w.registry, w.bob.address)).to.equal(10n);
    expect(await holders()).to.deep.equal(at.map(() => one(6)));
    for (const token of tokens) {
      for (const wallet of [...wallets.slice(1), w.bob.address]) {
        const balance = await token.balanceOf(wallet);
        if (balance > 0n) await token.burn(wallet, balance);
      }
    }
    expect(await holders()).to.deep.equal(at.map(() => 0n));
    expect(await w.engine.tokensOf(w.registry, w.bob.address)).to.equal(0n);
  });

  it("behavior: a split: a forced movement to a wallet of a new investor, then unbind and bind", async () => {
    const w = await fresh();
    await w.enforce([{ kind: "mostUnits", limit: 100n }]);
    for (const to of [w.alice, w.alice2]) await make(w, { kind: "mint", to, amount: 50n });
    // Alice's second wallet turns out to be somebody else's, who is enrolled with a wallet of his own first.
    const investor = await enrol(w, [w.stranger.address], { ...FACTS.alice, country: 250, lane: 4 });
    const order = make(w, { kind: "forced", from: w.alice2, to: w.stranger, amount: 50n });
    await expect(order).to.emit(w.token, "OrderExecuted");
    await asRegistrar(w).unbind(w.registry, w.alice2.address, [w.at.token]);
    await asRegistrar(w).bind(w.registry, w.stranger.address, w.alice2.address);
    expect(await investorOf(w, w.alice2.address)).to.equal(investor);
    expect(await walletsOf(w, w.alice.address)).to.deep.equal([w.alice.address]);
    expect(await w.engine.totals(w.at.token), "two holders, each in a lane of its own").to.equal(one(2) + one(4));
    expect([
      await w.engine.tokensOf(w.registry, w.alice.address),
      await w.engine.tokensOf(w.registry, w.alice2.address),
    ]).to.deep.equal([1n, 1n]);
    // Each has a limit of his own from now on.
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 50n });
    await expectAllowed(w, { kind: "mint", to: w.alice2, amount: 50n });
    const refusal = { reason: "HoldingAboveLimit", rule: 0, subject: investor, measured: 101n, limit: 100n };
    await expectRefused(w, { kind: "mint", to: w.stranger, amount: 1n }, refusal);
    await expectAllowed(w, { kind: "transfer", from: w.stranger, to: w.alice2, amount: 50n });
  });

  it("behavior: moving held units between one's own wallets: what is held stays, and what is free goes", async () => {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 10n });
    // Pledges do not exist yet: the flag is set by a freeze, the held units are written where they will be.
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 1n);
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 0n);
    const slot = numberToHex(SLOTS.walletState(w.at.token, w.alice.address), { size: 32 });
    const held = numberToHex(packWord(WALLET_STATE_WORD, { held: 7n }), { size: 32 });
    await w.networkHelpers.setStorageAt(w.at.engine, slot, held);
    for (const kind of ["transfer", "forced"] as const) {
      const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 4n, limit: 3n };
      await expectRefused(w, { kind, from: w.alice, to: w.alice2, amount: 4n }, refusal);
    }
    const burnt = { reason: "UnitsNotFree", subject: w.alice, measured: 10n, limit: 3n };
    await expectRefused(w, { kind: "burn", from: w.alice, amount: 10n }, burnt);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 3n });
    const rest = { reason: "UnitsNotFree", subject: w.alice, measured: 1n, limit: 0n };
    await expectRefused(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 1n }, rest);
    await expectAllowed(w, { kind: "transfer", from: w.alice2, to: w.alice, amount: 3n });
    // A wallet with held units is not empty, whatever is done with its investor.
    const unbound = asRegistrar(w).unbind(w.registry, w.alice.address, [w.at.token]);
    await expect(unbound).to.be.revertedWithCustomError(w.engine, "WalletHoldsUnits");
    const merged = asRegistrar(w).merge(w.registry, w.bob.address, w.alice2.address, [w.at.token]);
    await expect(merged).to.be.revertedWithCustomError(w.engine, "UnitsHeld").withArgs(w.at.token, w.alice.address, 7);
  });

  it("behavior: a 4 kB hostile return value is no answer, costs little, and spoils nothing beside it", async () => {
    const w = await fresh();
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await admitFurther(w, hostile);
    await hostile.report(MOVEMENTS.mint, `0x${"00".repeat(20)}`, w.alice.address, 5n, 0n, 0n);
    await hostile.answerWith(PAGE, 0n);
    const honest = rawMovement(w, { kind: "transfer", from: w.alice.address, to: w.bob.address, amount: 0n });
    const bad = { ...honest, token: at };
    const [first, second, third] = await w.engine.checkMany([honest, bad, honest]);
    expect([first, second, third].map((answer) => answer!.allowed)).to.deep.equal([true, false, true]);
    expect(reasonIn(second!.first.reason)).to.equal("TokenUnreadable");
    expect(await w.engine.check.estimateGas(bad), "one read, and no copy of it").to.be.below(60_000n);
    const unbound = asRegistrar(w).unbind(w.registry, w.alice2.address, [at]);
    await expect(unbound).to.be.revertedWithCustomError(w.engine, "BalanceUnreadable").withArgs(at, w.alice2.address);
    const other = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    await other.answerWith(PAGE, 0n);
    const admitted = w.engine.connect(w.admin).admit(w.registry, await other.getAddress(), w.at.manager, 0n);
    await expect(admitted).to.be.revertedWithCustomError(w.engine, "SupplyUnreadable");
  });

  it("behavior: a merge in a registry of which a million numbers are reserved: numbers, aliases and claims keep apart", async () => {
    const w = await fresh();
    const root = `0x${"ab".repeat(32)}`;
    await asRegistrar(w).publishRoot(w.registry, root, 4n, 1_000_000n, (await w.now()) + 1_000n);
    const next = await enrol(w, [someWallet(0)], FACTS.bob);
    expect(next).to.equal(1_000_004n);
    await make(w, { kind: "mint", to: w.bob, amount: 5n });
    await asRegistrar(w).merge(w.registry, someWallet(0), w.bob.address, [w.at.token]);
    expect(await w.engine.isHolder(w.at.token, next)).to.be.true;
    expect(await w.engine.isHolder(w.at.token, 2n)).to.be.false;
    expect(await w.engine.aliasOf(w.registry, 2n)).to.equal(next);
    expect(await w.engine.isClaimed(w.registry, next)).to.be.false;
  });
});

/** As `HostileToken.Answers`: 4,096 bytes. */
const PAGE = 8;
