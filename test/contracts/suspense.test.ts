import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { type Address } from "viem";
import { enrol, updateInvestor } from "../../sdk/change/index.js";
import { CAUSES, MOST_UNITS, STATES } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, expectRefused, filed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { ordersOf, surfaceOf } from "../fixtures/surfaces.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

const ESTATE = "0x000000000000000000000000000000000000E57a";
const OTHER_ESTATE = "0x000000000000000000000000000000000000e57b";
const SUSPENSE = someFacts({ country: 840, lane: 7, states: 1 << STATES.suspense });

describe("the suspense account", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each; the token's own address is its suspense account, investor 4. */
  async function opened(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    const { engine, token } = w.at;
    await w.send(w.registrar, enrol({ engine, registry: w.registry, wallets: [token], facts: SUSPENSE }));
    return w;
  }

  const enter = (w: Walk, amount: bigint, beneficiary = ESTATE, from = w.alice.address) =>
    filed(w, "forcedTransferToSuspense", [from, beneficiary, amount, INSTRUMENT]);
  const release = (w: Walk, amount: bigint, to = w.carol.address, beneficiary = ESTATE) =>
    filed(w, "releaseFromSuspense", [beneficiary, to, amount, INSTRUMENT]);
  const balance = (w: Walk) => w.token.balanceOf(w.at.token);
  const itself = (w: Walk) => ({ address: w.at.token }) as Walk["alice"];

  it("a court order to an unregistered estate: the units wait, and pass to the heir once there is a wallet", async () => {
    const w = await opened();
    const orders = ordersOf(w, w.agent);
    await expect(enter(w, 60n))
      .to.emit(w.token, "Transfer")
      .withArgs(w.alice.address, w.at.token, 60n)
      .to.emit(w.token, "OrderExecuted")
      .withArgs(w.agent.address, w.alice.address, w.at.token, 60n, INSTRUMENT)
      .to.emit(orders, "SuspenseEntered")
      .withArgs(w.alice.address, ESTATE, 60n, INSTRUMENT);
    expect(await orders.suspenseOf(ESTATE)).to.equal(60n);
    await expect(release(w, 60n, w.stranger.address)).to.be.revertedWithCustomError(w.reasons, "WalletUnknown");
    const wallets = [w.stranger.address as Address];
    await w.send(w.registrar, enrol({ engine: w.at.engine, registry: w.registry, wallets, facts: FACTS.bob }));
    await expect(release(w, 60n, w.stranger.address))
      .to.emit(orders, "SuspenseReleased")
      .withArgs(ESTATE, w.stranger.address, 60n, INSTRUMENT)
      .to.emit(w.token, "Transfer")
      .withArgs(w.at.token, w.stranger.address, 60n);
    expect([await orders.suspenseOf(ESTATE), await balance(w)]).to.deep.equal([0n, 0n]);
    expect(await w.engine.isHolder(w.at.token, 5n)).to.be.true;
    expect(await w.engine.isHolder(w.at.token, 4n), "the account is no holder any more").to.be.false;
  });

  it("behavior: the sum over beneficiaries is the balance, and no rule is asked", async () => {
    const w = await opened();
    await w.enforce([{ kind: "mostUnits", limit: 1n }]);
    await enter(w, 30n);
    await enter(w, 10n, OTHER_ESTATE, w.bob.address);
    const cause = CAUSES.inheritance;
    await filed(w, "transmitToSuspense", [w.bob.address, ESTATE, 5n, cause, INSTRUMENT]);
    const orders = ordersOf(w, w.agent);
    expect([await orders.suspenseOf(ESTATE), await orders.suspenseOf(OTHER_ESTATE)]).to.deep.equal([35n, 10n]);
    expect(await balance(w)).to.equal(45n);
    await release(w, 34n);
    await release(w, 10n, w.alice.address, OTHER_ESTATE);
    expect([await orders.suspenseOf(ESTATE), await orders.suspenseOf(OTHER_ESTATE)]).to.deep.equal([1n, 0n]);
    expect(await balance(w)).to.equal(1n);
  });

  it("error: SuspenseTooLow, one above what waits for this beneficiary", async () => {
    const w = await opened();
    await enter(w, 30n);
    await enter(w, 30n, OTHER_ESTATE);
    await expect(release(w, 31n))
      .to.be.revertedWithCustomError(ordersOf(w, w.agent), "SuspenseTooLow")
      .withArgs(ESTATE, 31n, 30n);
    await release(w, 30n);
    await expect(release(w, 1n))
      .to.be.revertedWithCustomError(ordersOf(w, w.agent), "SuspenseTooLow")
      .withArgs(ESTATE, 1n, 0n);
  });

  it("error: SuspenseAccountMissing, before the registrar has enrolled it, and without its mark", async () => {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    const missing = () =>
      expect(enter(w, 1n)).to.be.revertedWithCustomError(ordersOf(w, w.agent), "SuspenseAccountMissing");
    await missing();
    const at = { engine: w.at.engine, registry: w.registry } as const;
    await w.send(w.registrar, enrol({ ...at, wallets: [w.at.token], facts: { ...SUSPENSE, states: 0 } }));
    await missing();
    await w.send(w.registrar, updateInvestor({ ...at, wallet: w.at.token, facts: SUSPENSE }));
    await enter(w, 1n);
  });

  it("error: BeneficiaryRegistered, so that what is refused to a blocked investor does not wait for it", async () => {
    const w = await opened();
    const facts = { ...FACTS.bob, states: 1 << STATES.blocked };
    const wallet = w.bob.address as Address;
    await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts }));
    for (const beneficiary of [w.bob.address, w.alice2.address, w.at.token]) {
      await expect(enter(w, 1n, beneficiary))
        .to.be.revertedWithCustomError(ordersOf(w, w.agent), "BeneficiaryRegistered")
        .withArgs(beneficiary);
    }
  });

  it("error: BeneficiaryMissing, for nobody, from the account to itself, and in the functions that name none", async () => {
    const w = await opened();
    await enter(w, 10n);
    const orders = ordersOf(w, w.agent);
    await expect(enter(w, 1n, ZeroAddress)).to.be.revertedWithCustomError(orders, "BeneficiaryMissing");
    await expect(enter(w, 1n, ESTATE, w.at.token)).to.be.revertedWithCustomError(orders, "BeneficiaryMissing");
    for (const kind of ["forced", "transmission", "licensed"] as const) {
      for (const attempt of [
        { kind, from: itself(w), to: w.bob, amount: 1n },
        { kind, from: w.alice, to: itself(w), amount: 1n },
        { kind, from: itself(w), to: itself(w), amount: 1n },
      ]) {
        await expect(make(w, attempt), kind).to.be.revertedWithCustomError(orders, "BeneficiaryMissing");
      }
    }
    await expect(release(w, 1n, w.at.token))
      .to.be.revertedWithCustomError(w.token, "ERC20InvalidReceiver")
      .withArgs(w.at.token);
    expect([await orders.suspenseOf(ESTATE), await balance(w)]).to.deep.equal([10n, 10n]);
  });

  it("behavior: nobody else moves anything in or out, and check says so", async () => {
    const w = await opened();
    await enter(w, 10n);
    const refusal = { reason: "SuspenseAccount", subject: w.at.token, measured: 1n, limit: 0n };
    await w.token.connect(w.bob).approve(w.spender.address, 5n);
    const attempts: readonly Attempt[] = [
      { kind: "transfer", from: w.bob, to: itself(w), amount: 1n },
      { kind: "transfer", from: w.bob, to: itself(w), amount: 0n },
      { kind: "transfer", spender: w.spender, from: w.bob, to: itself(w), amount: 1n },
      { kind: "mint", to: itself(w), amount: 1n },
      { kind: "burn", from: itself(w), amount: 1n },
    ];
    for (const attempt of attempts) await expectRefused(w, attempt, refusal);
    const surface = surfaceOf(w, w.agent);
    expect([await surface.canSend(w.at.token), await surface.canReceive(w.at.token)]).to.deep.equal([false, false]);
    await expect(surface.batchBurn([w.at.token], [1n])).to.be.revertedWithCustomError(w.reasons, "SuspenseAccount");
    await expect(
      ordersOf(w, w.agent).announceRecovery(w.at.token, w.bob.address, INSTRUMENT),
    ).to.be.revertedWithCustomError(w.reasons, "InvestorsDiffer");
    await expect(ordersOf(w, w.bob).hold(w.at.token, 1n, ZeroHash)).to.be.revertedWithCustomError(
      ordersOf(w, w.bob),
      "PledgeeInvalid",
    );
    expect(await balance(w)).to.equal(10n);
  });

  it("behavior: a block, a pause and a freeze of the receiver stand against a release", async () => {
    const w = await opened();
    await enter(w, 10n);
    await w.token.connect(w.guardian).pause();
    await expect(release(w, 1n)).to.be.revertedWithCustomError(w.reasons, "TokenPaused");
    await w.token.connect(w.agent).unpause();
    await w.token.connect(w.agent).setWalletFrozen(w.carol.address, true);
    await expect(release(w, 1n)).to.be.revertedWithCustomError(w.reasons, "WalletFrozen");
    expect(await ordersOf(w, w.agent).suspenseOf(ESTATE)).to.equal(10n);
  });

  it("behavior: an amount beyond all is refused by name, and nothing is noted", async () => {
    const w = await opened();
    await enter(w, 10n);
    for (const amount of [MOST_UNITS + 1n, 2n ** 256n - 1n]) {
      await expect(enter(w, amount)).to.be.revertedWithCustomError(w.reasons, "AmountAboveCapacity");
    }
    await expect(enter(w, 91n)).to.be.revertedWithCustomError(w.reasons, "UnitsNotFree");
    expect(await ordersOf(w, w.agent).suspenseOf(ESTATE)).to.equal(10n);
  });

  it("behavior: a clone and a full token each have their own", async () => {
    const w = await opened();
    await enter(w, 10n);
    const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    expect(await ordersOf(w, w.agent, await other.getAddress()).suspenseOf(ESTATE)).to.equal(0n);
    expect(await ordersOf(w, w.agent, w.at.surfaces).suspenseOf(ESTATE)).to.equal(0n);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 90n });
  });

  it("error: SuspenseAccount: a merge would make what waits for others somebody's own, or lock what is somebody's", async () => {
    const w = await opened();
    await enter(w, 60n);
    const registrar = w.engine.connect(w.registrar);
    for (const [kept, gone] of [
      [w.bob.address, w.at.token],
      [w.at.token, w.bob.address],
    ] as const) {
      await expect(registrar.merge(w.registry, kept, gone, [w.at.token]))
        .to.be.revertedWithCustomError(w.reasons, "SuspenseAccount")
        .withArgs(0xffff, w.at.token, 1, 0);
    }
  });
});
