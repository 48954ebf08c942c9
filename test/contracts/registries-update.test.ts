import { expect } from "chai";
import { STATES } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { enrol, LARGEST_FACTS, recordOf, recordWith, someWallet, someWallets } from "../fixtures/registers.js";
import { FACTS, freshWalks, LONG_FRESH, someFacts, type Walk } from "../fixtures/walk.js";

describe("update of an investor's facts", () => {
  const fresh = freshWalks();
  const update = (w: Walk, wallet: string, facts: typeof FACTS.alice) =>
    w.engine.connect(w.registrar).update(w.registry, wallet, facts);
  const blocked = 1 << STATES.blocked;

  it("default: all facts, in one wallet, and nobody else's", async () => {
    const w = await fresh();
    await expect(update(w, w.bob.address, LARGEST_FACTS))
      .to.emit(w.engine, "InvestorUpdated")
      .withArgs(w.registry, 2n, Object.values(FACTS.bob).map(BigInt), Object.values(LARGEST_FACTS).map(BigInt));
    expect(await recordOf(w, w.bob.address)).to.deep.equal(recordWith(LARGEST_FACTS, { investor: 2n, wallets: 1 }));
    expect(await recordOf(w, w.carol.address)).to.deep.equal(recordWith(FACTS.carol, { investor: 3n, wallets: 1 }));
    const none = someFacts({ kycUntil: 0n, statusUntil: 0n });
    await update(w, w.bob.address, none);
    expect(await recordOf(w, w.bob.address)).to.deep.equal(recordWith(none, { investor: 2n, wallets: 1 }));
  });

  it("default: in all wallets at once, whichever is named, each keeping what is its own", async () => {
    const w = await fresh();
    const wallets = someWallets(0, 8);
    const investor = await enrol(w, [w.stranger.address, ...wallets.slice(1)], FACTS.bob);
    await make(w, { kind: "mint", to: w.stranger, amount: 5n });
    for (const [index, named] of [w.stranger.address, wallets[7]!].entries()) {
      const facts = { ...FACTS.bob, statuses: index + 1, region: 7, states: 2, statusUntil: 1n, kycUntil: 2n };
      await update(w, named, facts);
      const expected = (tokensHeld: number) => recordWith(facts, { investor, wallets: 8, tokensHeld });
      expect(await recordOf(w, w.stranger.address)).to.deep.equal(expected(1));
      for (const wallet of wallets.slice(1)) expect(await recordOf(w, wallet)).to.deep.equal(expected(0));
    }
  });

  it("behavior: the wallets that are left, after some have gone", async () => {
    const w = await fresh();
    const investor = await enrol(w, someWallets(0, 4));
    await w.engine.connect(w.registrar).unbind(w.registry, someWallet(1), []);
    const facts = someFacts({ country: 5, lane: 5 });
    await update(w, someWallet(2), facts);
    for (const index of [0, 2, 3]) {
      expect(await recordOf(w, someWallet(index))).to.deep.equal(recordWith(facts, { investor, wallets: 3 }));
    }
  });

  for (const [what, changed] of [
    ["country", { country: 250 }],
    ["lane", { lane: 1 }],
    ["country and lane", { country: 250, lane: 1 }],
  ] as const) {
    it(`error: HolderReclassified, for the ${what} of a holder, until nothing is held`, async () => {
      const w = await fresh();
      // Alice holds in her second wallet, bob in his only one.
      for (const [holder, named, investor, facts] of [
        [w.alice2, w.alice, 1n, FACTS.alice],
        [w.bob, w.bob, 2n, FACTS.bob],
      ] as const) {
        await update(w, named.address, { ...facts, ...changed });
        await update(w, named.address, facts);
        await make(w, { kind: "mint", to: holder, amount: 5n });
        await expect(update(w, named.address, { ...facts, ...changed }))
          .to.be.revertedWithCustomError(w.engine, "HolderReclassified")
          .withArgs(w.registry, investor, 1n);
        await update(w, named.address, { ...facts, region: 9, statuses: 7, states: 2, kycUntil: 5n, statusUntil: 6n });
        await make(w, { kind: "burn", from: holder, amount: 5n });
        await update(w, named.address, { ...facts, ...changed });
        expect((await recordOf(w, holder.address)).country).to.equal(BigInt({ ...facts, ...changed }.country));
        expect((await recordOf(w, holder.address)).lane).to.equal(BigInt({ ...facts, ...changed }.lane));
      }
    });
  }

  it("error: FactOutOfRange, and nothing is changed", async () => {
    const w = await fresh();
    for (const [field, name, value] of [
      [0, "country", 1024],
      [1, "region", 1024],
      [2, "lane", 8],
    ] as const) {
      await expect(update(w, w.alice.address, { ...FACTS.alice, [name]: value }))
        .to.be.revertedWithCustomError(w.engine, "FactOutOfRange")
        .withArgs(field, value, value - 1);
      for (const wallet of [w.alice, w.alice2]) {
        const record = await recordOf(w, wallet.address);
        expect(record).to.deep.equal(recordWith(FACTS.alice, { investor: 1n, wallets: 2 }));
      }
    }
  });

  it("error: WalletNotRecorded", async () => {
    const w = await fresh();
    await expect(update(w, someWallet(0), FACTS.bob))
      .to.be.revertedWithCustomError(w.engine, "WalletNotRecorded")
      .withArgs(w.registry, someWallet(0));
  });

  it("behavior: a block acts at once, in every wallet, on whatever comes and goes; and so does its end", async () => {
    const w = await fresh();
    for (const to of [w.alice, w.alice2, w.bob]) await make(w, { kind: "mint", to, amount: 50n });
    await w.token.connect(w.alice2).approve(w.spender.address, 50n);
    const attempts: readonly (Attempt & { readonly party: "from" | "to" })[] = [w.alice, w.alice2].flatMap((wallet) => [
      { kind: "transfer", from: wallet, to: w.bob, amount: 1n, party: "from" } as const,
      { kind: "transfer", from: wallet, to: w.bob, amount: 0n, party: "from" } as const,
      { kind: "transfer", from: w.bob, to: wallet, amount: 1n, party: "to" } as const,
      { kind: "mint", to: wallet, amount: 1n, party: "to" } as const,
      { kind: "burn", from: wallet, amount: 1n, party: "from" } as const,
      { kind: "forced", from: wallet, to: w.bob, amount: 1n, party: "from" } as const,
      { kind: "forced", from: w.bob, to: wallet, amount: 1n, party: "to" } as const,
    ]);
    const among = [
      { kind: "transfer", from: w.alice, to: w.alice2, amount: 1n },
      { kind: "transfer", spender: w.spender, from: w.alice2, to: w.alice, amount: 1n },
    ] as const;
    await update(w, w.alice.address, { ...FACTS.alice, states: blocked });
    for (const { party, ...attempt } of [...attempts, ...among.map((each) => ({ ...each, party: "from" as const }))]) {
      const refusal = { reason: "InvestorBlocked", subject: attempt[party]!, measured: 1n, limit: 0n };
      await expectRefused(w, attempt, refusal);
    }
    await update(w, w.alice2.address, FACTS.alice);
    for (const { party: _, ...attempt } of attempts) await expectAllowed(w, attempt);
    for (const attempt of among) await expectAllowed(w, attempt);
  });

  it("behavior: other states than blocked and suspense stop nothing by themselves", async () => {
    const w = await fresh();
    await update(w, w.alice.address, {
      ...FACTS.alice,
      states: 0xff & ~blocked & ~(1 << STATES.suspense) & ~(1 << STATES.leveraged),
    });
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 1n });
  });

  it("behavior: statuses, states and expiries act at once, in every wallet", async () => {
    const w = await fresh();
    await w.enforce([
      { kind: "forbiddenStates", limit: BigInt(1 << STATES.restricted) },
      { kind: "requiredStatuses", limit: 6n },
      { kind: "evidenceFresh", limit: 0n },
      { kind: "evidenceFresh", limit: 1n },
    ]);
    const qualified = { ...FACTS.alice, statuses: 7 };
    const until = (await w.now()) + 10_000n;
    const refusals = [
      [
        { ...qualified, states: 2 },
        { reason: "ForbiddenState", rule: 0, measured: 2n, limit: 0n },
      ],
      [
        { ...qualified, statuses: 5 },
        { reason: "StatusMissing", rule: 1, measured: 4n, limit: 6n },
      ],
      [
        { ...qualified, kycUntil: 5n },
        { reason: "EvidenceExpired", rule: 2, limit: 5n },
      ],
      [
        { ...qualified, statusUntil: until },
        { reason: "EvidenceExpired", rule: 3, limit: until },
      ],
    ] as const;
    await w.networkHelpers.time.setNextBlockTimestamp(until - 2n);
    await update(w, w.alice.address, refusals[3][0]);
    for (const to of [w.alice, w.alice2]) {
      const { allowed } = await w.engine.check({ ...mintTo(w, to.address), amount: 1n });
      expect(allowed, "one second before it expires").to.be.true;
    }
    await w.networkHelpers.time.increaseTo(until);
    for (const [facts, refusal] of refusals) {
      await update(w, w.alice.address, facts);
      for (const to of [w.alice, w.alice2]) {
        const measured = "measured" in refusal ? refusal.measured : undefined;
        const { allowed, first } = await w.engine.check({ ...mintTo(w, to.address), amount: 1n });
        expect(allowed).to.be.false;
        expect(first.reason).to.equal(w.reasons.interface.getError(refusal.reason)?.selector);
        expect([first.rule, first.subject, first.limit]).to.deep.equal([BigInt(refusal.rule), 1n, refusal.limit]);
        if (measured !== undefined) expect(first.measured).to.equal(measured);
        await expect(make(w, { kind: "mint", to, amount: 1n })).to.be.revertedWithCustomError(
          w.reasons,
          refusal.reason,
        );
      }
    }
    await update(w, w.alice2.address, { ...qualified, kycUntil: LONG_FRESH, statusUntil: LONG_FRESH });
    for (const to of [w.alice, w.alice2]) await expectAllowed(w, { kind: "mint", to, amount: 1n });
  });
});

const mintTo = (w: Walk, to: string) => ({ kind: 1, token: w.at.token, spender: to, from: to, to });
