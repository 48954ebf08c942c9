import { expect } from "chai";
import fc from "fast-check";
import { type Address } from "viem";
import { reclassifyInvestor } from "../../sdk/change/index.js";
import { COUNT_BITS } from "../../sdk/kinds/index.js";
import { INSTRUMENT, make } from "../fixtures/attempt.js";
import { furtherTokens, sortedAddresses } from "../fixtures/further.js";
import { OTHER_REGISTRY, otherIssuer } from "../fixtures/issuer.js";
import { investorOf, recordOf, recordWith, someWallet } from "../fixtures/registers.js";
import { surfaceOf } from "../fixtures/surfaces.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

type Token = Walk["token"];

describe("reclassify", () => {
  const fresh = freshWalks();
  const asRegistrar = (w: Walk) => w.engine.connect(w.registrar);
  const one = (lane: number) => 1n << BigInt(COUNT_BITS * lane);

  /** The walk's token and further ones of the same registry, in all of which the caller may issue. */
  async function manyTokens(further: number): Promise<{ readonly w: Walk; readonly tokens: readonly Token[] }> {
    const w = await fresh();
    const tokens = [w.token.connect(w.agent), ...(await furtherTokens(w, further))];
    return { w, tokens };
  }

  it("default: moves the holder in every token held, and replaces all facts in every wallet", async () => {
    const { w, tokens } = await manyTokens(3);
    const [first, second, third] = tokens as [Token, Token, Token, Token];
    for (const token of [first, second]) await token.mint(w.alice2.address, 5n);
    for (const token of [second, third]) await token.mint(w.bob.address, 5n);
    const facts = someFacts({ country: 250, lane: 6, region: 3, statuses: 9, states: 2, kycUntil: 5n });
    await expect(asRegistrar(w).reclassify(w.registry, w.alice.address, facts, await sortedAddresses(tokens)))
      .to.emit(w.engine, "InvestorUpdated")
      .withArgs(w.registry, 1n, Object.values(FACTS.alice).map(BigInt), Object.values(facts).map(BigInt));
    for (const [wallet, tokensHeld] of [
      [w.alice, 0],
      [w.alice2, 2],
    ] as const) {
      const wanted = recordWith(facts, { investor: 1n, wallets: 2, tokensHeld });
      expect(await recordOf(w, wallet.address)).to.deep.equal(wanted);
    }
    const books = await Promise.all(
      tokens.map(async (token) => {
        const at = await token.getAddress();
        const [us, fr, de] = await Promise.all([840, 250, 276].map((country) => w.engine.counts(at, country)));
        return { us, fr, de, totals: await w.engine.totals(at) };
      }),
    );
    expect(books).to.deep.equal([
      { us: 0n, fr: one(6), de: 0n, totals: one(6) },
      { us: 0n, fr: one(6), de: one(5), totals: one(6) + one(5) },
      { us: 0n, fr: 0n, de: one(5), totals: one(5) },
      { us: 0n, fr: 0n, de: 0n, totals: 0n },
    ]);
    // Exits take the holder out of where it now is.
    for (const token of [first, second]) await token.burn(w.alice2.address, 5n);
    for (const token of [first, second]) {
      expect(await w.engine.counts(await token.getAddress(), 250)).to.equal(0n);
      expect(await w.engine.counts(await token.getAddress(), 840)).to.equal(0n);
    }
  });

  for (const [what, changed, counts] of [
    ["lane only, within one country", { lane: 7 }, { 276: one(7), 250: 0n, totals: one(7) }],
    ["country only, in one lane", { country: 250 }, { 276: 0n, 250: one(5), totals: one(5) }],
    ["neither", { statuses: 1 }, { 276: one(5), 250: 0n, totals: one(5) }],
  ] as const) {
    it(`behavior: ${what}`, async () => {
      const w = await fresh();
      await make(w, { kind: "mint", to: w.bob, amount: 5n });
      await asRegistrar(w).reclassify(w.registry, w.bob.address, { ...FACTS.bob, ...changed }, [w.at.token]);
      const [de, fr] = await Promise.all([276, 250].map((country) => w.engine.counts(w.at.token, country)));
      expect({ 276: de, 250: fr, totals: await w.engine.totals(w.at.token) }).to.deep.equal(counts);
      const wanted = recordWith({ ...FACTS.bob, ...changed }, { investor: 2n, wallets: 1, tokensHeld: 1 });
      expect(await recordOf(w, w.bob.address)).to.deep.equal(wanted);
    });
  }

  it("behavior: who holds nothing needs no list, and may have one", async () => {
    const w = await fresh();
    for (const [lane, tokens] of [
      [1, []],
      [2, [w.at.token]],
    ] as const) {
      await asRegistrar(w).reclassify(w.registry, w.bob.address, { ...FACTS.bob, lane }, [...tokens]);
      expect((await recordOf(w, w.bob.address)).lane).to.equal(BigInt(lane));
      expect(await w.engine.totals(w.at.token)).to.equal(0n);
    }
  });

  it("error: TokensMissing, for a token left out, with how many were found and are held", async () => {
    const { w, tokens } = await manyTokens(2);
    for (const wallet of [w.alice, w.bob]) for (const token of tokens) await token.mint(wallet.address, 5n);
    const all = await sortedAddresses(tokens);
    for (const [wallet, investor] of [
      [w.alice2, 1n],
      [w.bob, 2n],
    ] as const) {
      for (const list of [[], all.slice(0, 1), all.slice(1), [all[0]!, all[2]!]]) {
        await expect(asRegistrar(w).reclassify(w.registry, wallet.address, someFacts({ lane: 1 }), list))
          .to.be.revertedWithCustomError(w.engine, "TokensMissing")
          .withArgs(w.registry, investor, list.length, 3n);
      }
    }
    expect((await recordOf(w, w.bob.address)).lane, "nothing was changed").to.equal(5n);
    expect(await w.engine.totals(w.at.token)).to.equal(one(2) + one(5));
  });

  it("error: TokensUnsorted, for duplicates and any other order, and the zero address", async () => {
    const { w, tokens } = await manyTokens(1);
    const [a, b] = (await sortedAddresses(tokens)) as [string, string];
    await make(w, { kind: "mint", to: w.bob, amount: 5n });
    for (const [list, index] of [
      [[a, a], 1],
      [[b, a], 1],
      [[a, b, b], 2],
      [[a, b, a], 2],
      [[`0x${"00".repeat(20)}`, a], 0],
    ] as const) {
      await expect(asRegistrar(w).reclassify(w.registry, w.bob.address, someFacts(), [...list]))
        .to.be.revertedWithCustomError(w.engine, "TokensUnsorted")
        .withArgs(index);
    }
  });

  it("error: TokenOfOtherRegistry, for another issuer's token, where the same number is somebody else, and for none", async () => {
    const w = await fresh();
    const manager = await w.ethers.deployContract("AccessManager", [w.stranger.address]);
    const token = await otherIssuer(w, await manager.getAddress());
    const other = await token.getAddress();
    const engine = w.engine.connect(w.stranger);
    // Number 2 is bob here and the spender there.
    for (const wallet of [someWallet(0), w.spender.address]) {
      await engine.enrol(OTHER_REGISTRY, { wallets: [wallet], facts: FACTS.bob });
    }
    await token.connect(w.stranger).mint(w.spender.address, 5n);
    expect(await investorOf(w, w.spender.address, OTHER_REGISTRY)).to.equal(await investorOf(w, w.bob.address));
    await make(w, { kind: "mint", to: w.bob, amount: 5n });
    for (const [stranger, home] of [
      [other, OTHER_REGISTRY],
      [w.stranger.address, 0],
    ] as const) {
      for (const list of [[stranger], [w.at.token, stranger].sort((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1))]) {
        await expect(asRegistrar(w).reclassify(w.registry, w.bob.address, someFacts({ lane: 1 }), list))
          .to.be.revertedWithCustomError(w.engine, "TokenOfOtherRegistry")
          .withArgs(w.registry, stranger, home);
      }
    }
    expect(await w.engine.counts(other, 276), "the spender is still counted there").to.equal(one(5));
  });

  it("behavior: acquiring or leaving a token while being reclassified: one acquired refuses it, one left does not, one for another does", async () => {
    const { w, tokens } = await manyTokens(2);
    const [first, second, third] = tokens as [Token, Token, Token];
    await first.mint(w.bob.address, 5n);
    await second.mint(w.bob.address, 5n);
    const list = await sortedAddresses([first, second]);
    const attempt = () => asRegistrar(w).reclassify(w.registry, w.bob.address, { ...FACTS.bob, lane: 1 }, list);
    const refused = (found: bigint, held: bigint) =>
      expect(attempt()).to.be.revertedWithCustomError(w.engine, "TokensMissing").withArgs(w.registry, 2n, found, held);
    await third.mint(w.bob.address, 1n);
    await refused(2n, 3n);
    await first.burn(w.bob.address, 5n);
    await refused(1n, 2n);
    await third.burn(w.bob.address, 1n);
    await attempt();
    const totals = await Promise.all(tokens.map(async (token) => w.engine.totals(await token.getAddress())));
    expect(totals).to.deep.equal([0n, one(1), 0n]);
  });

  it("behavior: a count above its limit refuses further holders, and no exit", async () => {
    const w = await fresh();
    await w.enforce([{ kind: "mostHolders", limit: 1n, lanes: 1 << 1 }]);
    for (const [wallet, facts] of [
      [w.bob, FACTS.bob],
      [w.carol, FACTS.carol],
    ] as const) {
      await make(w, { kind: "mint", to: wallet, amount: 5n });
      await asRegistrar(w).reclassify(w.registry, wallet.address, { ...facts, lane: 1 }, [w.at.token]);
    }
    expect(await w.engine.totals(w.at.token)).to.equal(2n * one(1));
    await asRegistrar(w).update(w.registry, w.alice.address, { ...FACTS.alice, lane: 1 });
    await expect(make(w, { kind: "mint", to: w.alice, amount: 1n })).to.be.revertedWithCustomError(
      w.reasons,
      "HoldersAboveLimit",
    );
    await make(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 5n });
    expect(await w.engine.totals(w.at.token)).to.equal(one(1));
  });

  it("error: FactOutOfRange and WalletNotRecorded", async () => {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.bob, amount: 5n });
    for (const [field, name, value] of [
      [0, "country", 1024],
      [1, "region", 1024],
      [2, "lane", 8],
    ] as const) {
      const facts = { ...FACTS.bob, [name]: value };
      await expect(asRegistrar(w).reclassify(w.registry, w.bob.address, facts, [w.at.token]))
        .to.be.revertedWithCustomError(w.engine, "FactOutOfRange")
        .withArgs(field, value, value - 1);
    }
    await expect(asRegistrar(w).reclassify(w.registry, someWallet(0), FACTS.bob, [w.at.token]))
      .to.be.revertedWithCustomError(w.engine, "WalletNotRecorded")
      .withArgs(w.registry, someWallet(0));
  });

  it("behavior: after any movements and reclassifications, the counts are those counted from nothing", async () => {
    const { w, tokens } = await manyTokens(2);
    const at = (await Promise.all(tokens.map((token) => token.getAddress()))) as Address[];
    const wallets = [w.alice.address, w.alice2.address, w.bob.address, w.carol.address];
    const person = (wallet: number) => Math.max(wallet - 1, 0);
    const countries = [840, 276, 826, 250];
    const start = await w.networkHelpers.takeSnapshot();
    const index = (most: number) => fc.integer({ min: 0, max: most });
    const step = fc.oneof(
      fc.record({ token: index(2), from: index(4), to: index(4), all: fc.boolean() }),
      fc.record({ who: index(3), country: fc.constantFrom(...countries), lane: index(7), listed: index(7) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        await start.restore();
        const people = [FACTS.alice, FACTS.bob, FACTS.carol].map((facts) => ({ ...facts }));
        const units = at.map(() => wallets.map(() => 0n));
        const holds = (token: number, who: number) =>
          units[token]!.some((held, wallet) => held > 0n && person(wallet) === who);
        for (const each of steps) {
          if ("who" in each) {
            const who = person(each.who);
            const held = at.filter((_, token) => holds(token, who));
            const listed = at.filter((address, token) => held.includes(address) || (each.listed >> token) & 1);
            const facts = { ...people[who]!, country: each.country, lane: each.lane };
            const wallet = wallets[each.who] as Address;
            const { engine } = w.at;
            await w.send(w.registrar, reclassifyInvestor({ engine, registry: 1, wallet, facts, tokens: listed }));
            people[who] = facts;
            continue;
          }
          // Wallet 4 is nobody: a mint, or a burn.
          const [token, balances] = [tokens[each.token]!, units[each.token]!];
          const has = balances[each.from] ?? 10n;
          const amount = each.all ? has : has / 2n;
          if (each.from === each.to) continue;
          if (each.from === 4) await token.mint(wallets[each.to]!, amount);
          else if (each.to === 4) await token.burn(wallets[each.from]!, amount);
          else {
            const order = [wallets[each.from]!, wallets[each.to]!, amount, INSTRUMENT] as const;
            await surfaceOf(w, w.agent2, at[each.token]!).fileInstrument(...order);
            await token.forcedTransfer(...order);
          }
          if (each.from !== 4) balances[each.from] = has - amount;
          if (each.to !== 4) balances[each.to]! += amount;
        }
        for (const [token, address] of at.entries()) {
          const counted = (country?: number) =>
            people
              .filter((facts, who) => holds(token, who) && (country === undefined || facts.country === country))
              .reduce((sum, { lane }) => sum + one(lane), 0n);
          expect(await w.engine.totals(address)).to.equal(counted());
          for (const country of countries) {
            expect(await w.engine.counts(address, country), String(country)).to.equal(counted(country));
          }
        }
        for (const [wallet, address] of wallets.entries()) {
          const tokensHeld = BigInt(at.filter((_, token) => holds(token, person(wallet))).length);
          expect(await w.engine.tokensOf(w.registry, address)).to.equal(tokensHeld);
        }
      }),
      { numRuns: 12 },
    );
  });
});
