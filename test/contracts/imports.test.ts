import { expect } from "chai";
import { MOST_UNITS } from "../../sdk/kinds/index.js";
import { type HeldToken } from "../../types/index.js";
import { enrol, recordOf, someWallet, someWallets } from "../fixtures/registers.js";
import { rawMovement, reasonIn } from "../fixtures/raw.js";
import { someProgram } from "../fixtures/rules.js";
import { SLOTS } from "../fixtures/slots.js";
import { FACTS, freshWalks, NOTICE, someFacts, type Walk } from "../fixtures/walk.js";

const [US, DE] = [840, 276];
const lane = (number: number) => 1n << BigInt(32 * number);

describe("import of a token that has holders", () => {
  const fresh = freshWalks();
  const seed = (w: Walk, token: string, ...wallets: readonly { readonly address: string }[]) =>
    w.engine.connect(w.registrar).seed(
      token,
      wallets.map(({ address }) => address),
    );
  const admit = (w: Walk, token: string) => w.engine.connect(w.admin).admit(w.registry, token, w.at.manager, NOTICE);
  const state = async (w: Walk, token: string) => {
    const { importing, seeded, supply } = await w.engine.importState(token);
    return { importing, seeded, supply };
  };

  async function schedule(w: Walk, token: string): Promise<void> {
    const { id, bytes } = someProgram([{ kind: "mostHolders", limit: 2n }]);
    await w.engine.publish(bytes);
    const from = (await w.now()) + 60n;
    await w.engine.connect(w.author).schedule(token, id, from);
    await w.networkHelpers.time.increaseTo(from);
  }

  /** Alice holds 100 in each of her two wallets, bob 100; the token is admitted, under a program that allows two holders. */
  async function importing(holders: (w: Walk) => readonly string[] = threeWallets, each = 100n) {
    const w = await fresh();
    const token = await w.ethers.deployContract("HeldToken", [w.at.engine, [...holders(w)], each]);
    const at = await token.getAddress();
    await expect(admit(w, at))
      .to.emit(w.engine, "ImportStarted")
      .withArgs(at, w.registry, each * BigInt(holders(w).length));
    await schedule(w, at);
    return { w, token, at };
  }
  const threeWallets = ({ alice, alice2, bob }: Walk) => [alice, alice2, bob].map(({ address }) => address);

  /** What check says first, and what the token's call reverts with. */
  async function refusal(w: Walk, token: HeldToken, at: string) {
    const movement = rawMovement(w, { kind: "transfer", from: w.alice.address, to: w.bob.address, amount: 1n }, at);
    const { first } = await w.engine.check(movement);
    await expect(token.connect(w.alice).transfer(w.bob.address, 1n))
      .to.be.revertedWithCustomError(w.reasons, "TokenImporting")
      .withArgs(first.rule, at, first.measured, first.limit);
    const { findings } = await w.engine.explain(movement);
    expect(findings.map(({ reason }) => reasonIn(reason))).to.deep.equal(["TokenImporting"]);
    return [first.measured, first.limit];
  }

  it("default: nothing moves until every unit is in the books, then the program decides", async () => {
    const { w, token, at } = await importing();
    expect(await refusal(w, token, at)).to.deep.equal([0n, 300n]);
    await expect(seed(w, at, w.alice))
      .to.emit(w.engine, "HolderSeeded")
      .withArgs(at, w.alice.address, 100n);
    expect(await refusal(w, token, at)).to.deep.equal([100n, 300n]);
    expect(await state(w, at)).to.deep.equal({ importing: true, seeded: 100n, supply: 300n });
    await expect(seed(w, at, w.bob, w.alice2))
      .to.emit(w.engine, "TokenImported")
      .withArgs(at, 300n);
    expect(await state(w, at)).to.deep.equal({ importing: false, seeded: 300n, supply: 300n });
    expect(await w.engine.isSeeded(at, w.alice2.address)).to.be.true;
    expect(await w.engine.isSeeded(at, w.carol.address)).to.be.false;

    // The books are as if each had received its units.
    expect(await w.engine.counts(at, US)).to.equal(lane(2));
    expect(await w.engine.counts(at, DE)).to.equal(lane(5));
    expect(await w.engine.totals(at)).to.equal(lane(2) + lane(5));
    for (const wallet of [w.alice, w.alice2, w.bob]) {
      expect((await recordOf(w, wallet.address)).tokensHeld).to.equal(1n);
      expect(await w.engine.tokensOf(w.registry, wallet.address)).to.equal(1n);
    }
    await expect(token.connect(w.bob).transfer(w.carol.address, 1n))
      .to.be.revertedWithCustomError(w.reasons, "HoldersAboveLimit")
      .withArgs(0, 3, 3, 2);
    await token.connect(w.bob).transfer(w.carol.address, 100n);
    await token.connect(w.alice).transfer(w.alice2.address, 100n);
    await token.burn(w.alice2.address, 200n);
    expect(await w.engine.totals(at)).to.equal(lane(3));
    expect((await recordOf(w, w.alice2.address)).tokensHeld).to.equal(0n);
  });

  for (const kind of ["transfer", "mint", "burn", "forced"] as const) {
    it(`behavior: a ${kind} is refused meanwhile, of nothing and within one investor too; before a pause, after the allowance`, async () => {
      const { w, at } = await importing();
      const spender = kind === "transfer" ? { spender: w.spender.address } : {};
      const [from, to] = [w.alice.address, w.alice2.address];
      for (const amount of [0n, 1n]) {
        const asked = rawMovement(w, { kind, from, to, amount, ...spender }, at);
        const { findings } = await w.engine.explain(asked);
        const wanted = kind === "transfer" && amount > 0n ? ["ERC20InsufficientAllowance"] : [];
        expect(findings.map(({ reason }) => reasonIn(reason))).to.deep.equal([...wanted, "TokenImporting"]);
      }
    });
  }

  it("behavior: without a program it is that which is missing; a token without holders is not imported", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("HeldToken", [w.at.engine, [w.alice.address], 5n]);
    const at = await token.getAddress();
    await admit(w, at);
    const asked = rawMovement(w, { kind: "burn", from: w.alice.address, amount: 1n }, at);
    expect(reasonIn((await w.engine.check(asked)).first.reason)).to.equal("ProgramMissing");
    await seed(w, at, w.alice);
    await schedule(w, at);
    await token.burn(w.alice.address, 5n);
    expect(await state(w, w.at.token)).to.deep.equal({ importing: false, seeded: 0n, supply: 0n });
    for (const other of [w.at.token, at]) {
      await expect(seed(w, other, w.bob))
        .to.be.revertedWithCustomError(w.engine, "TokenNotImporting")
        .withArgs(other);
    }
    await expect(seed(w, w.at.factory, w.bob))
      .to.be.revertedWithCustomError(w.engine, "TokenUnknown")
      .withArgs(w.at.factory);
  });

  it("error: WalletSeeded, WalletNotRecorded and WalletEmpty, and nothing of the list is written", async () => {
    const { w, at } = await importing(({ alice, stranger }) => [alice.address, stranger.address]);
    for (const [bad, error, args] of [
      [[w.alice, w.alice], "WalletSeeded", [at, w.alice.address]],
      [[w.alice, w.stranger], "WalletNotRecorded", [w.registry, w.stranger.address]],
      [[w.alice, w.bob], "WalletEmpty", [at, w.bob.address]],
    ] as const) {
      await expect(seed(w, at, ...bad))
        .to.be.revertedWithCustomError(w.engine, error)
        .withArgs(...args);
      expect(await state(w, at)).to.deep.equal({ importing: true, seeded: 0n, supply: 200n });
      expect(await w.engine.totals(at)).to.equal(0n);
    }
    await seed(w, at, w.alice);
    await expect(seed(w, at, w.alice)).to.be.revertedWithCustomError(w.engine, "WalletSeeded");
    await enrol(w, [w.stranger.address], FACTS.bob);
    await expect(seed(w, at, w.stranger))
      .to.emit(w.engine, "TokenImported")
      .withArgs(at, 200n);
  });

  it("behavior: the last unit ends it, one before does not, and one more is refused", async () => {
    const { w, token, at } = await importing(({ alice, bob }) => [alice.address, bob.address]);
    await token.setFree(true);
    await seed(w, at, w.alice);
    await token.mint(w.carol.address, 1n);
    await seed(w, at, w.bob);
    expect(await state(w, at)).to.deep.equal({ importing: true, seeded: 200n, supply: 201n });
    await token.burn(w.bob.address, 2n);
    await expect(seed(w, at)).to.be.revertedWithCustomError(w.engine, "SeededAboveSupply").withArgs(at, 200n, 199n);
    await token.mint(w.bob.address, 1n);
    await expect(seed(w, at), "looks at the supply once more").to.emit(w.engine, "TokenImported").withArgs(at, 200n);
  });

  it("behavior: a balance that moves from a seeded wallet to one that is not makes the sums differ", async () => {
    const { w, token, at } = await importing(({ alice, bob, carol }) => [alice, bob, carol].map((x) => x.address));
    await seed(w, at, w.alice, w.bob);
    await token.setFree(true);
    await token.connect(w.alice).transfer(w.carol.address, 100n);
    await expect(seed(w, at, w.carol))
      .to.be.revertedWithCustomError(w.engine, "SeededAboveSupply")
      .withArgs(at, 400n, 300n);
    await token.connect(w.carol).transfer(w.alice.address, 100n);
    await expect(seed(w, at, w.carol)).to.emit(w.engine, "TokenImported");
  });

  it("behavior: who is blocked, reclassified, bound or merged meanwhile is counted as he is", async () => {
    const { w, at } = await importing();
    const registrar = w.engine.connect(w.registrar);
    await seed(w, at, w.alice);
    await registrar.update(w.registry, w.bob.address, { ...FACTS.bob, states: 1 });
    await registrar.reclassify(w.registry, w.alice2.address, { ...FACTS.alice, lane: 6 }, [at]);
    await registrar.bind(w.registry, w.carol.address, someWallet(0));
    await registrar.merge(w.registry, w.carol.address, w.alice.address, [at]);
    expect(await w.engine.totals(at), "now in carol's lane").to.equal(lane(3));
    await seed(w, at, w.alice2, w.bob);
    expect(await w.engine.totals(at)).to.equal(lane(3) + lane(5));
    expect(await w.engine.tokensOf(w.registry, someWallet(0))).to.equal(1n);
    expect((await state(w, at)).importing).to.be.false;
  });

  it("error: TokensAboveCapacity, for a wallet that holds 255 tokens", async () => {
    const { w, at } = await importing(({ bob }) => [bob.address]);
    const slot = SLOTS.record(w.registry, w.bob.address);
    const record = await w.engine.record(w.registry, w.bob.address);
    const key = `0x${slot.toString(16).padStart(64, "0")}`;
    const withTokens = (count: bigint) => `0x${(record | (count << 91n)).toString(16).padStart(64, "0")}`;
    await w.networkHelpers.setStorageAt(w.at.engine, key, withTokens(255n));
    await expect(seed(w, at, w.bob))
      .to.be.revertedWithCustomError(w.reasons, "TokensAboveCapacity")
      .withArgs(0xffff, w.bob.address, 256, 255);
    await w.networkHelpers.setStorageAt(w.at.engine, key, withTokens(254n));
    await expect(seed(w, at, w.bob)).to.emit(w.engine, "TokenImported");
  });

  it("behavior: 100 holders at a time", async () => {
    const wallets = someWallets(0, 100);
    const { w, at } = await importing(() => wallets, 7n);
    const enrolments = wallets.map((wallet) => ({ wallets: [wallet], facts: someFacts({ country: 392, lane: 1 }) }));
    for (const half of [enrolments.slice(0, 50), enrolments.slice(50)])
      await w.engine.connect(w.registrar).enrolBatch(w.registry, half);
    const gas = await (await seed(w, at, ...wallets.map((address) => ({ address })))).wait();
    expect(gas?.gasUsed).to.be.below(10_000_000n);
    expect(await w.engine.totals(at)).to.equal(100n * lane(1));
    expect((await state(w, at)).importing).to.be.false;
  });

  it("behavior: a hostile token: whatever it answers, nothing is written but what it could say honestly", async () => {
    const w = await fresh();
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await hostile.getAddress();
    await hostile.answerWith(0, 5n);
    await admit(w, at);
    await schedule(w, at);
    for (const answers of [1, 2, 3, 4, 5, 6, 8]) {
      await hostile.answerWith(answers, 5n);
      await expect(seed(w, at, w.bob)).to.be.revertedWithCustomError(w.engine, "BalanceUnreadable");
      await expect(seed(w, at)).to.be.revertedWithCustomError(w.engine, "SupplyUnreadable");
    }
    await hostile.answerWith(0, MOST_UNITS + 1n);
    await expect(seed(w, at, w.bob)).to.be.revertedWithCustomError(w.engine, "BalanceUnreadable");
    await hostile.answerWith(0, 5n);
    await expect(seed(w, at, w.bob, w.carol), "twice the supply")
      .to.be.revertedWithCustomError(w.engine, "SeededAboveSupply")
      .withArgs(at, 10n, 5n);
    await expect(hostile.report(1, w.bob.address, w.bob.address, 5n, 0n, 0n), "reports while it is imported")
      .to.be.revertedWithCustomError(w.reasons, "TokenImporting")
      .withArgs(0xffff, at, 0n, 5n);
    await seed(w, at, w.bob);
    expect((await state(w, at)).importing).to.be.false;
    expect(await w.engine.totals(at)).to.equal(lane(5));
  });
});
