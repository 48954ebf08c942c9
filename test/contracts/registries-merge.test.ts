import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { numberToHex } from "viem";
import { COUNT_BITS, packWord, WALLET_STATE_WORD } from "../../sdk/kinds/index.js";
import { type SecurityToken } from "../../types/index.js";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { OTHER_REGISTRY, otherIssuer } from "../fixtures/issuer.js";
import { enrol, investorOf, recordOf, recordWith, someWallet, someWallets, walletsOf } from "../fixtures/registers.js";
import { furtherTokens, sortedAddresses } from "../fixtures/further.js";
import { SLOTS } from "../fixtures/slots.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

/** Investors of the walk: alice with two wallets, bob and carol with one. */
const [ALICE, BOB, CAROL] = [1n, 2n, 3n];
const one = (lane: number) => 1n << BigInt(COUNT_BITS * lane);

describe("merge", () => {
  const fresh = freshWalks();
  type Named = { readonly address: string };
  const merge = (w: Walk, kept: Named, gone: Named, tokens: readonly string[] = [], registry = w.registry) =>
    w.engine.connect(w.registrar).merge(registry, kept.address, gone.address, [...tokens]);
  const booksOf = async (w: Walk, token: string) => {
    const countries = [840, 276, 826].map((country) => w.engine.counts(token, country));
    const [us, de, gb] = await Promise.all(countries);
    const holders = await Promise.all([ALICE, BOB, CAROL].map((investor) => w.engine.isHolder(token, investor)));
    return { us, de, gb, totals: await w.engine.totals(token), holders };
  };

  /** The walk's token and three further ones, in address order. */
  async function fourTokens() {
    const w = await fresh();
    const tokens = [w.token.connect(w.agent), ...(await furtherTokens(w, 3))];
    const at = await sortedAddresses(tokens);
    const byAddress = await Promise.all(tokens.map(async (token) => [await token.getAddress(), token] as const));
    return { w, at, tokens: at.map((address) => new Map(byAddress).get(address)!) };
  }

  it("default: a merge with overlapping holdings: one token both hold, one each, and one nobody does", async () => {
    const { w, at, tokens } = await fourTokens();
    const [both, hers, his] = tokens as [SecurityToken, SecurityToken, SecurityToken];
    for (const token of [both, hers]) await token.mint(w.alice.address, 5n);
    for (const token of [both, his]) await token.mint(w.bob.address, 7n);
    await both.mint(w.carol.address, 1n);
    await expect(merge(w, w.alice2, w.bob, at))
      .to.emit(w.engine, "InvestorsMerged")
      .withArgs(w.registry, ALICE, BOB, ...[FACTS.alice, FACTS.bob].map((facts) => Object.values(facts).map(BigInt)));

    expect(await walletsOf(w, w.bob.address)).to.deep.equal([w.alice.address, w.alice2.address, w.bob.address]);
    for (const [wallet, tokensHeld] of [
      [w.alice, 2],
      [w.alice2, 0],
      [w.bob, 2],
    ] as const) {
      const wanted = recordWith(FACTS.alice, { investor: ALICE, wallets: 3, tokensHeld });
      expect(await recordOf(w, wallet.address)).to.deep.equal(wanted);
      expect(await w.engine.tokensOf(w.registry, wallet.address)).to.equal(3n);
    }
    const [lane2, lane3] = [one(2), one(3)];
    const none = { us: 0n, de: 0n, gb: 0n, totals: 0n, holders: [false, false, false] };
    const alone = { ...none, us: lane2, totals: lane2, holders: [true, false, false] };
    expect(await Promise.all(at.map((token) => booksOf(w, token)))).to.deep.equal([
      { ...alone, gb: lane3, totals: lane2 + lane3, holders: [true, false, true] },
      alone,
      alone,
      none,
    ]);
    expect(await w.engine.aliasOf(w.registry, BOB)).to.equal(ALICE);
    expect(await w.engine.aliasOf(w.registry, ALICE)).to.equal(0n);

    // The one who stays is one holder, until the last wallet is empty.
    await both.burn(w.alice.address, 5n);
    expect((await booksOf(w, at[0]!)).us).to.equal(lane2);
    await both.burn(w.bob.address, 7n);
    expect((await booksOf(w, at[0]!)).us).to.equal(0n);
    expect(await w.engine.tokensOf(w.registry, w.bob.address)).to.equal(2n);
  });

  for (const [what, kept, gone, tokensOfGone] of [
    ["one wallet into two", "alice", "bob", 1],
    ["two into one", "bob", "alice", 2],
    ["one into one", "bob", "carol", 1],
  ] as const) {
    it(`behavior: ${what}: numbers of tokens are exact, and units move within the one investor`, async () => {
      const { w, at, tokens } = await fourTokens();
      const [first, second] = tokens as [SecurityToken, SecurityToken];
      await first.mint(w[gone].address, 3n);
      if (tokensOfGone === 2) await second.mint(w.alice2.address, 3n);
      await first.mint(w[kept].address, 3n);
      const investor = await investorOf(w, w[kept].address);
      await merge(w, w[kept], w[gone], at);
      expect(await investorOf(w, w[gone].address)).to.equal(investor);
      expect(await w.engine.tokensOf(w.registry, w[gone].address)).to.equal(BigInt(tokensOfGone));
      const before = await booksOf(w, at[0]!);
      await first.connect(w[gone]).transfer(w[kept].address, 3n);
      expect(await booksOf(w, at[0]!), "nothing changes hands").to.deep.equal(before);
      expect((await recordOf(w, w[gone].address)).tokensHeld).to.equal(0n);
      await w.engine.connect(w.registrar).unbind(w.registry, w[gone].address, at);
      await first.burn(w[kept].address, 6n);
      expect((await booksOf(w, at[0]!)).totals).to.equal(0n);
      expect(await w.engine.tokensOf(w.registry, w[kept].address)).to.equal(BigInt(tokensOfGone - 1));
    });
  }

  it("behavior: a cap that a merge exceeds refuses the next increase, and nobody's exit", async () => {
    const w = await fresh();
    await w.enforce([{ kind: "mostUnits", limit: 10n }]);
    for (const to of [w.alice, w.bob, w.carol]) await make(w, { kind: "mint", to, amount: 8n });
    await merge(w, w.alice, w.bob, [w.at.token]);
    const refusal = { reason: "HoldingAboveLimit", rule: 0, subject: ALICE, measured: 17n, limit: 10n };
    await expectRefused(w, { kind: "transfer", from: w.carol, to: w.bob, amount: 1n }, refusal);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice2, amount: 8n });
    await expectAllowed(w, { kind: "transfer", from: w.alice2, to: w.carol, amount: 1n });
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 8n });
  });

  it("behavior: the holder moves to the lane and country of the one who stays, where a cap may be exceeded too", async () => {
    const w = await fresh();
    await w.enforce([{ kind: "mostHolders", limit: 1n, lanes: 1 << 2 }]);
    await make(w, { kind: "mint", to: w.bob, amount: 8n });
    const other = await enrol(w, [someWallet(0)], FACTS.alice);
    await make(w, { kind: "mint", to: w.alice, amount: 8n });
    await merge(w, { address: someWallet(0) }, w.bob, [w.at.token]);
    expect(await w.engine.counts(w.at.token, 840)).to.equal(2n * one(2));
    expect(await w.engine.totals(w.at.token)).to.equal(2n * one(2));
    expect(await w.engine.isHolder(w.at.token, other)).to.be.true;
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 1n });
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 7n });
    expect(await w.engine.totals(w.at.token)).to.equal(one(2));
  });

  it("behavior: a number that goes leads to the other for ever; merged again, there is one step more", async () => {
    const w = await fresh();
    await merge(w, w.bob, w.carol);
    await merge(w, w.alice, w.carol);
    expect(await w.engine.aliasOf(w.registry, CAROL)).to.equal(BOB);
    expect(await w.engine.aliasOf(w.registry, BOB)).to.equal(ALICE);
    expect(await walletsOf(w, w.alice.address)).to.deep.equal(
      [w.alice, w.alice2, w.bob, w.carol].map((x) => x.address),
    );
    for (const wallet of [w.bob, w.carol]) await w.engine.connect(w.registrar).unbind(w.registry, wallet.address, []);
    expect(await enrol(w, [w.bob.address], FACTS.bob), "numbers are never reused").to.equal(4n);
    expect(await w.engine.aliasOf(w.registry, BOB)).to.equal(ALICE);
  });

  it("error: WalletsOutOfRange, for nine wallets together; eight pass, in order", async () => {
    const w = await fresh();
    const [six, seven] = [someWallets(0, 6), someWallets(10, 17)];
    await enrol(w, six, FACTS.bob);
    await enrol(w, seven, FACTS.bob);
    await expect(merge(w, w.alice, { address: seven[0]! }))
      .to.be.revertedWithCustomError(w.engine, "WalletsOutOfRange")
      .withArgs(9, 8);
    await merge(w, { address: six[3]! }, w.alice2);
    expect(await walletsOf(w, six[0]!)).to.deep.equal([...six, w.alice.address, w.alice2.address]);
    expect(await recordOf(w, w.alice.address)).to.deep.equal(recordWith(FACTS.bob, { investor: 4n, wallets: 8 }));
    await expect(merge(w, w.alice, w.bob)).to.be.revertedWithCustomError(w.engine, "WalletsOutOfRange");
  });

  it("error: BlockNotShared, whichever of the two is blocked alone; two that are blocked stay so", async () => {
    const w = await fresh();
    const set = (wallet: Named, facts: (typeof FACTS)["bob"], states: number) =>
      w.engine.connect(w.registrar).update(w.registry, wallet.address, { ...facts, states });
    await set(w.bob, FACTS.bob, 1);
    for (const [kept, gone, numbers] of [
      [w.alice, w.bob, [ALICE, BOB]],
      [w.bob, w.alice, [BOB, ALICE]],
    ] as const) {
      await expect(merge(w, kept, gone))
        .to.be.revertedWithCustomError(w.engine, "BlockNotShared")
        .withArgs(w.registry, ...numbers);
    }
    await set(w.alice, FACTS.alice, 3);
    await merge(w, w.bob, w.alice);
    expect((await recordOf(w, w.alice2.address)).states).to.equal(1n);
  });

  it("error: InvestorLeveraged, for the one who goes, not for the one who stays", async () => {
    const w = await fresh();
    await w.engine.connect(w.admin).setRegistrar(w.registry, w.stranger.address, 0, 4);
    await w.engine.connect(w.stranger).updateBits(w.registry, w.bob.address, 0, 4, 0);
    await expect(merge(w, w.alice, w.bob))
      .to.be.revertedWithCustomError(w.engine, "InvestorLeveraged")
      .withArgs(w.registry, BOB);
    await merge(w, w.bob, w.alice);
    expect((await recordOf(w, w.alice.address)).states).to.equal(4n);
  });

  it("error: UnitsHeld, while a wallet of the one who goes has held units; frozen ones come along", async () => {
    const w = await fresh();
    for (const to of [w.alice, w.alice2, w.bob]) await make(w, { kind: "mint", to, amount: 5n });
    await w.token.connect(w.agent).setFrozenUnits(w.alice2.address, 3n);
    const store = (held: bigint) =>
      w.networkHelpers.setStorageAt(
        w.at.engine,
        numberToHex(SLOTS.walletState(w.at.token, w.alice2.address), { size: 32 }),
        numberToHex(packWord(WALLET_STATE_WORD, { frozen: 3n, held }), { size: 32 }),
      );
    await store(1n);
    await expect(merge(w, w.bob, w.alice, [w.at.token]))
      .to.be.revertedWithCustomError(w.engine, "UnitsHeld")
      .withArgs(w.at.token, w.alice2.address, 1);
    const snapshot = await w.networkHelpers.takeSnapshot();
    await merge(w, w.alice, w.bob, [w.at.token]); // what the one who stays has held stays in its wallet
    await snapshot.restore();
    await store(0n);
    await merge(w, w.bob, w.alice, [w.at.token]);
    const refusal = { reason: "UnitsNotFree", subject: w.alice2, measured: 3n, limit: 2n };
    await expectRefused(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 3n }, refusal);
  });

  it("error: InvestorsSame and WalletNotRecorded, and nothing is written", async () => {
    const w = await fresh();
    for (const gone of [w.alice, w.alice2]) {
      await expect(merge(w, w.alice, gone))
        .to.be.revertedWithCustomError(w.engine, "InvestorsSame")
        .withArgs(w.registry, ALICE);
    }
    for (const [kept, gone] of [
      [w.alice, w.stranger],
      [w.stranger, w.alice],
      [{ address: ZeroAddress }, w.alice],
    ] as const) {
      await expect(merge(w, kept, gone)).to.be.revertedWithCustomError(w.engine, "WalletNotRecorded");
    }
    await merge(w, w.alice, w.bob);
    await expect(merge(w, w.bob, w.alice), "twice").to.be.revertedWithCustomError(w.engine, "InvestorsSame");
  });

  it("error: TokensMissing, TokensUnsorted and TokenOfOtherRegistry, as in reclassify", async () => {
    const { w, at, tokens } = await fourTokens();
    for (const token of tokens.slice(0, 3)) await token.mint(w.bob.address, 5n);
    for (const list of [[], at.slice(0, 2), at.slice(1), [at[0]!, at[2]!, at[3]!]]) {
      const found = list.filter((token) => token !== at[3]).length;
      await expect(merge(w, w.alice, w.bob, list))
        .to.be.revertedWithCustomError(w.engine, "TokensMissing")
        .withArgs(w.registry, BOB, found, 3);
    }
    for (const list of [
      [at[0]!, at[0]!, at[1]!, at[2]!],
      [at[1]!, at[0]!, at[2]!],
    ]) {
      await expect(merge(w, w.alice, w.bob, list))
        .to.be.revertedWithCustomError(w.engine, "TokensUnsorted")
        .withArgs(1);
    }
    const manager = await w.ethers.deployContract("AccessManager", [w.stranger.address]);
    const other = await otherIssuer(w, await manager.getAddress());
    const [foreign, all] = [await other.getAddress(), await sortedAddresses([...tokens, other])];
    await expect(merge(w, w.alice, w.bob, all))
      .to.be.revertedWithCustomError(w.engine, "TokenOfOtherRegistry")
      .withArgs(w.registry, foreign, OTHER_REGISTRY);
    await merge(w, w.alice, w.bob, at.slice(0, 3));
    expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(3n);
    expect(await w.engine.aliasOf(OTHER_REGISTRY, BOB), "numbers of another registry are others'").to.equal(0n);
  });

  it("behavior: nobody but those wallets is touched", async () => {
    const { w, at, tokens } = await fourTokens();
    for (const token of tokens) await token.mint(w.carol.address, 5n);
    const before = await recordOf(w, w.carol.address);
    await enrol(w, [someWallet(0)], someFacts());
    await merge(w, w.alice, w.bob, at);
    expect(await recordOf(w, w.carol.address)).to.deep.equal(before);
    expect(await recordOf(w, someWallet(0))).to.deep.equal(recordWith(someFacts(), { investor: 4n, wallets: 1 }));
    expect((await booksOf(w, at[0]!)).totals).to.equal(one(3));
  });
});
