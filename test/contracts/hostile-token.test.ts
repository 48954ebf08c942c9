import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { MOST_UNITS, MOVEMENTS } from "../../sdk/kinds/index.js";
import { asMovement, expectAllowed, make } from "../fixtures/attempt.js";
import { someProgram } from "../fixtures/rules.js";
import { freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

/** As `HostileToken.Answers`. */
const WORD = 0;
const WRONG = { Reverts: 1, Nothing: 2, Short: 3, Long: 4, BurnsGas: 5, Bomb: 6, Page: 8 };
const ASKS_BACK = 7;
const { transfer, mint, burn, forced, transmission, recovery, licensed } = MOVEMENTS;

describe("a hostile token", () => {
  const fresh = freshWalks();

  /** Beside the honest token, of which alice and bob hold 100 units each, one that lies is admitted to the same registry. */
  async function admitted() {
    const w = await fresh();
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await hostile.getAddress();
    await (await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE)).wait();
    const from = (await w.now()) + 60n;
    await (await w.engine.connect(w.author).schedule(at, someProgram([]).id, from)).wait();
    await w.networkHelpers.time.increaseTo(from);
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return { w, hostile, at };
  }

  /** What the engine keeps for the honest token. */
  const booksOf = async (w: Walk) => ({
    config: await w.engine.tokenConfig(w.at.token),
    totals: await w.engine.totals(w.at.token),
    counts: await Promise.all([840, 276, 826].map((country) => w.engine.counts(w.at.token, country))),
    holders: await Promise.all([1n, 2n, 3n].map((investor) => w.engine.isHolder(w.at.token, investor))),
    states: await Promise.all([w.alice, w.bob].map(({ address }) => w.engine.walletState(w.at.token, address))),
  });

  it("error: SupplyUnreadable, on admission: it must say how much of it there is", async () => {
    const w = await fresh();
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await hostile.getAddress();
    const admit = (token: string) => w.engine.connect(w.admin).admit(w.registry, token, w.at.manager, NOTICE);
    for (const [name, answers] of Object.entries(WRONG)) {
      await hostile.answerWith(answers, 0n);
      await expect(admit(at), name).to.be.revertedWithCustomError(w.engine, "SupplyUnreadable").withArgs(at);
    }
    await hostile.answerWith(WORD, MOST_UNITS + 1n);
    await expect(admit(at)).to.be.revertedWithCustomError(w.engine, "SupplyUnreadable");
    await hostile.answerWith(WORD, 1n);
    await expect(admit(at)).to.emit(w.engine, "ImportStarted").withArgs(at, w.registry, 1n);
    await expect(admit(w.stranger.address), "no contract").to.be.revertedWithCustomError(w.engine, "AuthorityNotNamed");
    await expect(admit(w.at.token), "a second time").to.be.revertedWithCustomError(w.engine, "TokenAlreadyAdmitted");
  });

  it("behavior: whatever it answers, no view reverts, and it is unreadable; its neighbours in a batch are not", async () => {
    const { w, hostile, at } = await admitted();
    const honest = asMovement(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n });
    const bad = { ...honest, token: at, spender: w.spender.address };
    const reason = w.reasons.interface.getError("TokenUnreadable")!.selector;
    for (const [name, answers] of [...Object.entries(WRONG), ["above capacity", WORD] as const]) {
      await hostile.answerWith(answers, MOST_UNITS + 1n);
      for (const kind of [transfer, mint, burn, forced, transmission, recovery, licensed]) {
        const { allowed, first } = await w.engine.check({ ...bad, kind });
        expect({ allowed, reason: first.reason, subject: first.subject }, name).to.deep.equal({
          ...{ allowed: false, reason, subject: BigInt(at) },
        });
      }
      const { findings } = await w.engine.explain(bad);
      expect(findings.map((finding) => finding.reason)).to.deep.equal([reason]);
      await w.engine.facts(bad);
      const answered = await w.engine.checkMany([honest, bad, honest]);
      expect(answered.map(({ allowed }) => allowed)).to.deep.equal([true, false, true]);
    }
  });

  it("behavior: one that asks the engine back gets no deeper than its gas", async () => {
    const { w, hostile, at } = await admitted();
    await hostile.answerWith(ASKS_BACK, 1n);
    const movement = { ...asMovement(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n }), token: at };
    const { allowed } = await w.engine.check(movement);
    expect(allowed).to.be.false;
  });

  it("behavior: a read gets 50,000 gas, neither less nor more", async () => {
    const { w, at } = await admitted();
    // Answers the gas that it has after it asked for it, which costs 2: GAS, PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN.
    await w.connection.networkHelpers.setCode(at, "0x5a5f5260205ff3");
    const movement = { ...asMovement(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n }), token: at };
    const [{ senderBalance, supply }] = await w.engine.facts(movement);
    expect([senderBalance, supply]).to.deep.equal([49_998n, 49_998n]);
  });

  it("behavior: a hostile token that moves a stranger's counters: its reports move nothing that the engine keeps for another token", async () => {
    const { w, hostile } = await admitted();
    const before = await booksOf(w);
    await hostile.report(mint, ZeroAddress, w.carol.address, 5n, 0n, 0n);
    await hostile.report(transfer, w.carol.address, w.alice.address, 5n, 5n, 0n);
    await hostile.report(burn, w.alice.address, ZeroAddress, 5n, 5n, 0n);
    await hostile.setPaused(true);
    await hostile.setFrozenUnits(w.alice.address, 77n);
    await hostile.setWalletFrozen(w.bob.address, true);
    await hostile.report(forced, w.bob.address, w.alice.address, 1n, 1n, 0n);
    expect(await booksOf(w)).to.deep.equal(before);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 100n });
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 200n });
  });

  it("behavior: exits it has reported without a holding stop no exit of an honest token", async () => {
    const { w, hostile, at } = await admitted();
    const leave = (wallet: string) => hostile.report(transfer, wallet, w.carol.address, 5n, 5n, 1n);
    await hostile.answerWith(WORD, 0n);
    // Bob never had a unit of it, yet it says that his wallet empties, before he has a second wallet and after.
    await leave(w.bob.address);
    await w.engine.connect(w.registrar).bind(w.registry, w.bob.address, w.spender.address);
    await leave(w.bob.address);
    await leave(w.alice.address);
    expect(await w.engine.isHolder(at, 2n)).to.be.false;
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 100n });
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 100n });
    expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
    expect(await w.engine.isHolder(w.at.token, 2n)).to.be.false;
  });

  it("error: TokenUnknown and ProgramMissing, before it is admitted: the engine keeps nothing for it", async () => {
    const w = await fresh();
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await hostile.getAddress();
    for (const attempt of [
      hostile.setPaused(true),
      hostile.setFrozenUnits(w.alice.address, 1n),
      hostile.setWalletFrozen(w.alice.address, true),
    ]) {
      await expect(attempt).to.be.revertedWithCustomError(w.engine, "TokenUnknown").withArgs(at);
    }
    await expect(hostile.report(mint, ZeroAddress, w.alice.address, 1n, 0n, 0n))
      .to.be.revertedWithCustomError(w.reasons, "ProgramMissing")
      .withArgs(0xffff, at, 0n, 0n);
    await expect(w.engine.setTokenAuthority(at, w.at.manager))
      .to.be.revertedWithCustomError(w.engine, "TokenUnknown")
      .withArgs(at);
    await expect(w.engine.schedule(at, ZeroHash, 0n)).to.be.revertedWithCustomError(w.engine, "TokenUnknown");
  });
});
