import { expect } from "chai";
import { mergeInvestors, setRegistrar } from "../../../sdk/change/index.js";
import { BINDINGS, STATES, VENUE_STATES } from "../../../sdk/kinds/index.js";
import { type Address } from "viem";
import { CLASS, hashOf, investorOf } from "../../fixtures/leverage.js";
import {
  BROKER,
  CENT,
  CLOSE_AGE,
  DOLLAR,
  HELD,
  LENDER,
  type Lent,
  OPEN_AGE,
  OWN_POLICY,
  soldOneByOne,
  vaultOf,
} from "../../fixtures/marginVault.js";
import { expectRefused, filed, INSTRUMENT } from "../../fixtures/attempt.js";
import { ordersOf } from "../../fixtures/surfaces.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";

const ALL = 2n ** 256n - 1n;

describe("MarginVault", () => {
  const fresh = freshWalks();

  const brokers = async (terms = {}) => vaultOf(await fresh(), BROKER, terms);
  const callOf = async ({ leverage, id, w }: Lent) => leverage.accountAt(id, w.registry, await investorOf(w, w.alice));
  /** 100 units at 100 dollars, and half of that lent. */
  async function lent(terms = {}): Promise<Lent> {
    const v = await brokers(terms);
    await v.pledge(100n);
    await v.vault.connect(v.w.alice).borrow(5_000n * DOLLAR);
    return v;
  }
  /** A price at which a call is open, and its time and notice are over. */
  async function called(cents: bigint, terms = {}): Promise<Lent> {
    const v = await lent(terms);
    await v.price(cents);
    await v.mark();
    await v.w.networkHelpers.time.increase(5n * DAY);
    await v.price(cents);
    return v;
  }
  async function block({ w }: Lent, account: { readonly address: string }): Promise<void> {
    const bits = {
      registry: w.registry,
      registrar: w.guardian.address as Address,
      statuses: 0,
      states: 1 << STATES.blocked,
    };
    await w.send(w.admin, setRegistrar({ engine: w.at.engine, ...bits }));
    await w.engine.connect(w.guardian).updateBits(w.registry, account.address, 0, 1 << STATES.blocked, 0);
  }

  describe("two configurations", () => {
    it("a broker-dealer lends half of a margin security, to the cent", async () => {
      const { w, vault, coin, leverage, id, pledge } = await brokers();
      await pledge(100n);
      const alice = vault.connect(w.alice);
      await expect(alice.borrow(5_000n * DOLLAR + 1n))
        .to.be.revertedWithCustomError(leverage, "InitialMarginShort")
        .withArgs(id, CLASS.marginSecurity, 499_999n, 500_000n);
      await expect(alice.borrow(5_000n * DOLLAR)).to.changeTokenBalance(w.ethers, coin, w.alice, 5_000n * DOLLAR);
      await expect(alice.borrow(1n)).to.be.revertedWithCustomError(leverage, "InitialMarginShort");
    });

    it("it calls below a quarter, waits for the call's time and notice, and sells exactly what cures: one unit fewer does not", async () => {
      const v = await lent();
      const { w, vault, leverage, id, price, mark } = v;
      await price(6_667n);
      await mark();
      expect((await callOf(v)).callSince, "16,669 of 66,670 dollars is more than a quarter").to.equal(0n);
      await price(6_650n);
      await expect(mark()).to.emit(leverage, "MarginCalled");
      const { callUntil } = await callOf(v);
      const from = callUntil + DAY;
      await w.networkHelpers.time.increaseTo(from - 60n);
      await price(6_650n);
      const bob = vault.connect(w.bob);
      await expect(bob.closeOut(w.alice.address, w.bob.address, 1n, ALL))
        .to.be.revertedWithCustomError(vault, "CloseOutOutOfRange")
        .withArgs(1n, 0n, from);
      await w.networkHelpers.time.increaseTo(from);

      const [units, payment] = await vault.closeOutQuote(w.alice.address);
      const [, pledged, debt] = await vault.positionOf(w.registry, await investorOf(w, w.alice));
      const exact = soldOneByOne(pledged, 6_650n, debt, { cure: 2_500n, discount: 500n });
      expect([units, payment]).to.deep.equal([exact, ((exact * 6_650n * 95n + 99n) / 100n) * CENT]);
      await expect(bob.closeOut(w.alice.address, w.bob.address, units + 1n, ALL))
        .to.be.revertedWithCustomError(vault, "CloseOutOutOfRange")
        .withArgs(units + 1n, units, from);
      const snapshot = await w.networkHelpers.takeSnapshot();
      await expect(bob.closeOut(w.alice.address, w.bob.address, units - 1n, ALL)).to.not.emit(
        leverage,
        "MarginCallMet",
      );
      expect((await vault.closeOutQuote(w.alice.address))[0], "one more").to.equal(1n);
      await snapshot.restore();
      await expect(bob.closeOut(w.alice.address, w.bob.address, units, payment))
        .to.emit(leverage, "MarginCallMet")
        .to.emit(vault, "UnitsSold");
      expect(await w.token.balanceOf(w.bob.address)).to.equal(HELD + units);
      expect(await ordersOf(w, w.alice).heldUnits(w.alice.address)).to.equal(100n - units);
      expect((await callOf(v)).callSince).to.equal(0n);
      await expect(bob.closeOut(w.alice.address, w.bob.address, 1n, ALL))
        .to.be.revertedWithCustomError(vault, "CloseOutOutOfRange")
        .withArgs(1n, 0n, 0n);
      expect(await leverage.venueCount(), "the vault's").to.equal(id);
    });

    it("a lender who is no broker lends by its own policy, and cites nothing that does not bind", async () => {
      const v = await vaultOf(await fresh(), LENDER);
      const { w, vault, leverage, id, price, pledge, mark } = v;
      await pledge(100n);
      const alice = vault.connect(w.alice);
      await expect(alice.borrow(4_000n * DOLLAR + 1n)).to.be.revertedWithCustomError(leverage, "InitialMarginShort");
      const [finding] = await leverage.explainMark(id, w.registry, w.alice.address, 400_001n);
      expect([finding?.measured, finding?.limit]).to.deep.equal([599_999n, 600_000n]);
      expect([finding?.binding, finding?.provision]).to.deep.equal([BigInt(BINDINGS.policy), OWN_POLICY]);
      await alice.borrow(4_000n * DOLLAR);

      await price(6_600n);
      await expect(mark()).to.emit(leverage, "MarginCalled");
      const { callUntil } = await callOf(v);
      await w.networkHelpers.time.increaseTo(callUntil);
      await price(6_600n);
      const [units, payment, from] = await vault.closeOutQuote(w.alice.address);
      const [, pledged, debt] = await vault.positionOf(w.registry, await investorOf(w, w.alice));
      expect([units, from]).to.deep.equal([
        soldOneByOne(pledged, 6_600n, debt, { cure: 5_000n, discount: 300n }),
        callUntil,
      ]);
      await expect(vault.connect(w.bob).closeOut(w.alice.address, w.bob.address, units, payment)).to.emit(
        leverage,
        "MarginCallMet",
      );
    });

    it("below the close-out level no time is left", async () => {
      const v = await lent();
      await v.price(5_400n); // equity 400 of 5,400: below a tenth
      await v.mark();
      const [units, payment, from] = await v.vault.closeOutQuote(v.w.alice.address);
      expect([units > 0n, from]).to.deep.equal([true, (await callOf(v)).callSince]);
      await v.vault.connect(v.w.bob).closeOut(v.w.alice.address, v.w.bob.address, units, payment);
    });

    it("and its own first mark may open the call", async () => {
      const v = await lent();
      await v.price(5_400n);
      await v.vault.connect(v.w.bob).closeOut(v.w.alice.address, v.w.bob.address, 1n, ALL);
    });
  });

  describe("pledges", () => {
    it("a unit is pledged once, and a hold deposited once", async () => {
      const { w, vault, vaultAt, pledge } = await brokers();
      const hold = await pledge(600n);
      await expect(vault.connect(w.alice).deposit(hold))
        .to.be.revertedWithCustomError(vault, "HoldTaken")
        .withArgs(hold);
      await expect(ordersOf(w, w.alice).hold(vaultAt, 401n, hashOf("again"))).to.be.revertedWithCustomError(
        w.reasons,
        "UnitsNotFree",
      );
      await expect(ordersOf(w, w.alice).hold(w.bob.address, 401n, hashOf("elsewhere"))).to.be.revertedWithCustomError(
        w.reasons,
        "UnitsNotFree",
      );
      await pledge(400n);
    });

    it("pledged units do not move to one's own second wallet", async () => {
      const { w, pledge } = await brokers();
      await pledge(600n);
      await expectRefused(
        w,
        { kind: "transfer", from: w.alice, to: w.alice2, amount: 401n },
        { reason: "UnitsNotFree", subject: w.alice, measured: 401n, limit: 400n },
      );
    });

    it("error: HoldNotOurs, InvestorOnly, AccountUnknown", async () => {
      const { w, vault, vaultAt, leverage, id, pledge } = await brokers();
      await ordersOf(w, w.alice).hold(w.bob.address, 1n, hashOf("elsewhere"));
      const alice = vault.connect(w.alice);
      await expect(alice.deposit(1n)).to.be.revertedWithCustomError(vault, "HoldNotOurs").withArgs(1n, w.bob.address);
      await expect(alice.deposit(2n)).to.be.revertedWithCustomError(vault, "HoldNotOurs");
      const hold = await pledge(1n);
      for (const call of ["deposit", "withdraw"] as const)
        await expect(vault.connect(w.bob)[call](hold))
          .to.be.revertedWithCustomError(vault, "InvestorOnly")
          .withArgs(w.bob.address, 1n);
      await expect(vault.connect(w.stranger).deposit(hold)).to.be.revertedWithCustomError(
        leverage,
        "WalletNotRecorded",
      );
      await w.token.connect(w.alice).transfer(w.carol.address, 10n);
      await ordersOf(w, w.carol).hold(vaultAt, 1n, hashOf("no account"));
      await expect(vault.connect(w.carol).deposit(hold + 1n))
        .to.be.revertedWithCustomError(leverage, "AccountUnknown")
        .withArgs(id, w.registry, 3n);
      await vault.connect(w.carol).withdraw(hold + 1n); // what was never deposited comes back at once
    });

    it("at most eight holds an investor, of which those that an order ended do not count", async () => {
      const { w, vault, vaultAt, pledge } = await brokers();
      for (let i = 0; i < 8; i += 1) await pledge(1n);
      await ordersOf(w, w.alice).hold(vaultAt, 1n, hashOf("a ninth"));
      await expect(vault.connect(w.alice).deposit(9n))
        .to.be.revertedWithCustomError(vault, "HoldsOutOfRange")
        .withArgs(9n, 8n);
      await filed(w, "releaseHoldByOrder", [3n, INSTRUMENT]);
      expect((await vault.positionOf(w.registry, 1n)).units).to.equal(7n);
      await vault.connect(w.alice).deposit(9n);
      expect(await vault.pledgesOf(1n)).to.deep.equal([1n, 2n, 8n, 4n, 5n, 6n, 7n, 9n]);
    });

    it("what is owed for keeps its initial margin pledged; what is not comes back, to whichever wallet asks", async () => {
      const v = await brokers();
      const { w, vault, leverage, id, pledge } = v;
      const [first, second, third] = [await pledge(100n), await pledge(50n), await pledge(1n)];
      const alice = vault.connect(w.alice);
      await alice.borrow(5_000n * DOLLAR);
      await alice.withdraw(second);
      await expect(alice.withdraw(third)).to.be.revertedWithCustomError(leverage, "InitialMarginShort"); // of 100 units, less interest
      await alice.repay(w.alice.address, ALL);
      await vault.connect(w.alice2).withdraw(first);
      await alice.withdraw(third);
      expect(await ordersOf(w, w.alice).heldUnits(w.alice.address)).to.equal(0n);
      await leverage.connect(w.alice).closeAccount(id, w.registry, w.alice.address);
    });
  });

  describe("what stops an increase stops no reduction", () => {
    it("a falling price: the mark is taken, a call opens, nothing reverts; a further pledge or a repayment meets it", async () => {
      const v = await lent();
      const { w, vault, leverage, price, pledge, mark } = v;
      await price(1n);
      await expect(mark()).to.emit(leverage, "MarginCalled");
      await price(6_600n);
      await mark();
      const snapshot = await w.networkHelpers.takeSnapshot();
      await pledge(1n); // below the initial margin all the while
      expect((await callOf(v)).callSince).to.not.equal(0n);
      expect(await pledge(2n)).to.equal(3n);
      expect((await callOf(v)).callSince).to.equal(0n);
      await snapshot.restore();
      await expect(vault.connect(w.alice).borrow(1n)).to.be.revertedWithCustomError(leverage, "InitialMarginShort");
      await expect(vault.connect(w.stranger).repay(w.alice.address, 60n * DOLLAR)).to.emit(leverage, "MarginCallMet");
    });

    it("a stale price: nothing is lent, and from the second on at which it does not close either, nothing sold", async () => {
      const v = await called(6_600n);
      const { w, vault, leverage, id, price, pledge } = v;
      const [alice, bob] = [vault.connect(w.alice), vault.connect(w.bob)];
      const sale = async () => bob.closeOut(w.alice.address, w.bob.address, 1n, ALL);
      const asOf = await w.now();
      await price(6_600n);
      await w.networkHelpers.time.setNextBlockTimestamp(asOf + BigInt(CLOSE_AGE));
      await sale();
      await w.networkHelpers.time.setNextBlockTimestamp(asOf + BigInt(CLOSE_AGE) + 1n);
      await expect(sale()).to.be.revertedWithCustomError(vault, "CloseOutOutOfRange");
      await alice.repay(w.alice.address, DOLLAR);

      const later = await w.now();
      await price(20_000n);
      await pledge(1n);
      await w.networkHelpers.time.setNextBlockTimestamp(later + BigInt(OPEN_AGE) + 1n);
      await expect(alice.borrow(DOLLAR))
        .to.be.revertedWithCustomError(leverage, "PriceStale")
        .withArgs(id, 0n, 3_601n, 3_600n);
      await expect(alice.withdraw(2n)).to.be.revertedWithCustomError(leverage, "PriceStale");
      await alice.repay(w.alice.address, DOLLAR);
    });

    it("outside the session: nothing is lent; marks, repayments and sales go on", async () => {
      const v = await called(5_400n);
      const { w, vault, leverage, price } = v;
      const day = Number(((await w.now()) / DAY + 3n) % 7n);
      // Open on all days but this one and the next.
      const daysOpen = 0x7f & ~(1 << day) & ~(1 << ((day + 1) % 7));
      await leverage.mapProduct(w.at.token, { ...v.product, closesAt: 86_400, daysOpen });
      await price(5_400n);
      await expect(vault.connect(w.bob).borrow(1n)).to.be.revertedWithCustomError(leverage, "InitialMarginShort");
      await v.pledge(100n, w.bob);
      await expect(vault.connect(w.bob).borrow(1n)).to.be.revertedWithCustomError(leverage, "PriceStale");
      await vault.connect(w.alice).repay(w.alice.address, DOLLAR);
      await vault.connect(w.bob).closeOut(w.alice.address, w.bob.address, 1n, ALL);
    });

    it("a venue that is close-only or suspended, or whose product is mapped no longer", async () => {
      const v = await lent();
      const { w, vault, leverage, id, pledge } = v;
      const alice = vault.connect(w.alice);
      await pledge(10n, w.bob);
      await leverage.setVenueState(id, VENUE_STATES.closeOnly);
      await expect(alice.borrow(1n)).to.be.revertedWithCustomError(leverage, "VenueNotOpen");
      await alice.repay(w.alice.address, DOLLAR);
      await leverage.setVenueState(id, VENUE_STATES.suspended);
      await expect(alice.borrow(1n)).to.be.revertedWithCustomError(leverage, "VenueSilenced");
      await expect(alice.withdraw(1n)).to.be.revertedWithCustomError(leverage, "VenueSilenced");
      await alice.repay(w.alice.address, DOLLAR);
      await vault.connect(w.bob).withdraw(2n); // owes nothing
      await leverage.setVenueState(id, VENUE_STATES.open);
      await leverage.mapProduct(w.at.token, { ...v.product, class: 0 });
      await alice.repay(w.alice.address, ALL);
      await alice.withdraw(1n);
    });

    it("of a venue that was wound down anybody gives every pledge back, and debts may still be paid", async () => {
      const v = await lent();
      const { w, vault, leverage, id } = v;
      await expect(vault.connect(w.stranger).withdraw(1n)).to.be.revertedWithCustomError(leverage, "WalletNotRecorded");
      await w.networkHelpers.time.increase(9n * DAY);
      await leverage.announceWindDown(id);
      await w.networkHelpers.time.increase(8n * DAY);
      await leverage.windDown(id);
      await expect(vault.connect(w.stranger).withdraw(1n)).to.emit(vault, "PledgeReturned").withArgs(1n, 1n, 100n);
      expect(await ordersOf(w, w.alice).heldUnits(w.alice.address)).to.equal(0n);
      await leverage.releaseAccount(id, w.registry, w.alice.address);
      await vault.connect(w.alice).repay(w.alice.address, ALL);
      expect(await vault.debtOf(w.alice.address)).to.equal(0n);
    });

    it("while the token is paused nothing is sold; interest goes on, and is paid, and a pledge comes back", async () => {
      const { w, vault, price } = await called(5_400n, { rate: 10_000 });
      await w.token.connect(w.guardian).pause();
      await expect(
        vault.connect(w.bob).closeOut(w.alice.address, w.bob.address, 1n, ALL),
      ).to.be.revertedWithCustomError(w.reasons, "TokenPaused");
      await w.networkHelpers.time.increase(365n * DAY);
      await price(10_000n);
      expect((await vault.debtOf(w.alice.address)) / DOLLAR).to.equal(10_068n); // a year and five days of 5,000
      await vault.connect(w.alice).repay(w.alice.address, ALL);
      await vault.connect(w.alice).withdraw(1n);
      expect(await ordersOf(w, w.alice).heldUnits(w.alice.address)).to.equal(0n);
    });
  });

  describe("people", () => {
    it("blocked mid-loan: nothing moves, in or out, and the debt goes on", async () => {
      const v = await called(5_400n);
      const { w, vault } = v;
      await block(v, w.alice);
      const [alice, bob] = [vault.connect(w.alice), vault.connect(w.bob)];
      const before = await vault.debtOf(w.alice.address);
      for (const attempt of [
        () => alice.borrow(1n),
        () => alice.repay(w.alice.address, 1n),
        () => bob.repay(w.alice.address, 1n),
        () => alice.repay(w.bob.address, 1n),
        () => alice.withdraw(1n),
        () => alice.claim(),
        () => vault.writeOff(w.alice.address),
        () => bob.closeOut(w.alice.address, w.bob.address, 1n, ALL),
      ])
        await expect(attempt())
          .to.be.revertedWithCustomError(w.reasons, "InvestorBlocked")
          .withArgs(0xffffn, w.alice.address, 1n, 0n);
      await v.mark();
      expect((await vault.debtOf(w.alice.address)) > before).to.equal(true);
    });

    it("a buyer whom the token does not let have the units, or who is blocked, gets none and pays nothing", async () => {
      const v = await called(5_400n);
      const { w, vault, coin } = v;
      await expect(
        vault.connect(w.stranger).closeOut(w.alice.address, w.stranger.address, 1n, ALL),
      ).to.be.revertedWithCustomError(w.reasons, "WalletUnknown");
      await w.enforce([{ kind: "mostUnits", limit: HELD + 3n }]);
      await v.price(5_400n);
      await expect(
        vault.connect(w.bob).closeOut(w.alice.address, w.bob.address, 4n, ALL),
      ).to.be.revertedWithCustomError(w.reasons, "HoldingAboveLimit");
      await vault.connect(w.bob).closeOut(w.alice.address, w.bob.address, 3n, ALL);
      await block(v, w.carol);
      await expect(
        vault.connect(w.bob).closeOut(w.alice.address, w.carol.address, 1n, ALL),
      ).to.be.revertedWithCustomError(w.reasons, "InvestorBlocked");
      expect(await coin.balanceOf(w.stranger.address)).to.equal(100_000n * DOLLAR);
    });

    it("who is in debt is not merged into somebody else", async () => {
      const { w } = await lent();
      const [kept, gone] = [w.carol.address as Address, w.alice.address as Address];
      const call = mergeInvestors({ engine: w.at.engine, registry: w.registry, kept, gone, tokens: [w.at.token] });
      await expect(w.send(w.registrar, call)).to.be.revertedWithCustomError(w.engine, "InvestorLeveraged");
    });
  });
});
