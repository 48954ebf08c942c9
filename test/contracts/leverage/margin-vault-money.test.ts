import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { investorOf } from "../../fixtures/leverage.js";
import { BROKER, CENT, DOLLAR, HELD, type Lent, vaultOf } from "../../fixtures/marginVault.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";

const ALL = 2n ** 256n - 1n;
const MANNER = { honest: 0, takesFee: 1, answersFalse: 2, answersNothing: 3, refuses: 4 } as const;

describe("MarginVault money", () => {
  const fresh = freshWalks();

  /** `units` at 100 dollars, and half of that lent. */
  async function lent(units = 100n, terms = {}): Promise<Lent> {
    const v = await vaultOf(await fresh(), BROKER, terms);
    await v.pledge(units);
    await v.vault.connect(v.w.alice).borrow(units * 50n * DOLLAR);
    return v;
  }
  const sell = ({ vault, w }: Lent, units: bigint) =>
    vault.connect(w.bob).closeOut(w.alice.address, w.bob.address, units, ALL);

  it("what a sale brings beyond the debt is the investor's: claimed by any wallet, and never the lender's", async () => {
    const v = await lent(1n, { rate: 0 });
    const { w, vault, coin, lender, price, mark } = v;
    await price(5_400n); // 54 dollars, 50 owed: one unit is all
    await mark();
    await vault.connect(lender).takeOut(lender.address, await vault.available());
    await sell(v, 1n); // at 51.30
    expect([await vault.debtOf(w.alice.address), await vault.owedTo(1n)]).to.deep.equal([0n, 130n * CENT]);
    expect(await vault.available()).to.equal(50n * DOLLAR);
    await expect(vault.connect(lender).takeOut(lender.address, 50n * DOLLAR + 1n))
      .to.be.revertedWithCustomError(vault, "FundsShort")
      .withArgs(50n * DOLLAR + 1n, 50n * DOLLAR);
    await vault.connect(lender).takeOut(lender.address, 50n * DOLLAR);
    await expect(vault.connect(w.alice2).claim()).to.changeTokenBalance(w.ethers, coin, w.alice2, 130n * CENT);
    await expect(vault.connect(w.alice).claim()).to.changeTokenBalance(w.ethers, coin, w.alice, 0n);
    await expect(vault.connect(w.stranger).claim()).to.be.revertedWithCustomError(v.leverage, "WalletNotRecorded");
  });

  it("what no sale covers is said, counts against the investor, and is paid or written off", async () => {
    const v = await lent(100n, { rate: 0 });
    const { w, vault, leverage, lender, price, mark } = v;
    await price(4_000n);
    await mark();
    expect((await vault.closeOutQuote(w.alice.address)).units, "all").to.equal(100n);
    await expect(sell(v, 100n))
      .to.emit(vault, "ShortfallLeft")
      .withArgs(1n, 1_200n * DOLLAR);
    const alice = await investorOf(w, w.alice);
    expect((await leverage.aggregateOf(w.registry, alice)).equity).to.equal(-120_000n);
    await vault.connect(w.alice).repay(w.alice.address, 200n * DOLLAR);
    await expect(vault.connect(w.alice).writeOff(w.alice.address))
      .to.be.revertedWithCustomError(vault, "LenderOnly")
      .withArgs(w.alice.address, lender.address);
    await expect(vault.writeOff(w.alice.address))
      .to.emit(vault, "DebtWrittenOff")
      .withArgs(1n, 1_000n * DOLLAR);
    expect((await leverage.aggregateOf(w.registry, alice)).equity).to.equal(0n);
  });

  it("parts of a sale bring no less than the whole, and end at the same number of units", async () => {
    const v = await lent(100n, { rate: 0 });
    const { w, vault, price, mark } = v;
    await price(6_601n);
    await mark();
    await w.networkHelpers.time.increase(5n * DAY);
    await price(6_601n);
    const [whole, payment] = await vault.closeOutQuote(w.alice.address);
    let paid = 0n;
    let sold = 0n;
    for (let left = whole; left > 0n; [left] = await vault.closeOutQuote(w.alice.address)) {
      const part = left > 2n ? 2n : left;
      paid += await vault.connect(w.bob).closeOut.staticCall(w.alice.address, w.bob.address, part, ALL);
      await sell(v, part);
      sold += part;
    }
    expect(sold).to.equal(whole);
    expect(paid >= payment && paid < payment + 4n * CENT).to.equal(true);
    expect(await w.token.balanceOf(w.bob.address)).to.equal(HELD + sold);
  });

  it("error: PaymentAboveMost, by the smallest unit; nobody pays more than he said", async () => {
    const v = await lent();
    const { w, vault, price, mark } = v;
    await price(5_400n);
    await mark();
    const bob = vault.connect(w.bob);
    await expect(bob.closeOut(w.alice.address, w.bob.address, 1n, 5_130n * CENT - 1n))
      .to.be.revertedWithCustomError(vault, "PaymentAboveMost")
      .withArgs(5_130n * CENT, 5_130n * CENT - 1n);
    await bob.closeOut(w.alice.address, w.bob.address, 1n, 5_130n * CENT);
    await expect(bob.closeOut(w.alice.address, w.bob.address, 0n, ALL)).to.be.revertedWithCustomError(
      vault,
      "CloseOutOutOfRange",
    );
  });

  it("interest is paid first, and of more than is owed only that is taken", async () => {
    const { w, vault, coin } = await lent(100n, { rate: 10_000 });
    await w.networkHelpers.time.increase(DAY);
    const before = await coin.balanceOf(w.alice.address);
    await vault.connect(w.alice).repay(w.alice.address, ALL);
    const taken = before - (await coin.balanceOf(w.alice.address));
    const day = (5_000n * DOLLAR) / 365n;
    expect(taken >= 5_000n * DOLLAR + day && taken < 5_000n * DOLLAR + day + DOLLAR).to.equal(true);
    expect(await vault.debtOf(w.alice.address)).to.equal(0n);
    await vault.connect(w.alice).repay(w.alice.address, ALL); // nothing
    expect(await coin.balanceOf(w.alice.address)).to.equal(before - taken);
  });

  it("a stablecoin that takes a fee: what arrives counts, and a sale at less than its payment is none", async () => {
    const v = await lent(100n, { rate: 0 });
    const { w, vault, coin, price, mark } = v;
    await coin.behave(MANNER.takesFee);
    await vault.connect(w.alice).repay(w.alice.address, 100n * DOLLAR);
    expect(await vault.debtOf(w.alice.address)).to.equal(4_901n * DOLLAR);
    await price(5_300n);
    await mark();
    await expect(sell(v, 1n))
      .to.be.revertedWithCustomError(vault, "PaymentShort")
      .withArgs((5_035n * CENT * 99n) / 100n, 5_035n * CENT);
    expect(await w.token.balanceOf(w.bob.address)).to.equal(HELD);
  });

  it("one that answers false, or refuses, moves nothing; one that answers nothing is one of the old ones", async () => {
    const v = await lent(100n, { rate: 0 });
    const { w, vault, coin, price, mark } = v;
    const alice = vault.connect(w.alice);
    await v.pledge(100n);
    for (const manner of [MANNER.answersFalse, MANNER.refuses]) {
      await coin.behave(manner);
      await expect(alice.borrow(DOLLAR)).to.be.revert(w.ethers);
      await expect(alice.repay(w.alice.address, DOLLAR)).to.be.revert(w.ethers);
      await price(2_600n);
      await mark();
      await expect(sell(v, 1n)).to.be.revert(w.ethers);
      await price(10_000n);
      expect(await vault.debtOf(w.alice.address)).to.equal(5_000n * DOLLAR);
    }
    await coin.behave(MANNER.answersNothing);
    await alice.borrow(DOLLAR);
    await alice.repay(w.alice.address, 2n * DOLLAR);
    expect(await vault.debtOf(w.alice.address)).to.equal(4_999n * DOLLAR);
  });

  it("one that calls back finds every door closed, whatever it is called back for", async () => {
    const v = await lent(100n, { rate: 0 });
    const { w, vault, vaultAt, coin } = v;
    const guarded = vault.interface.getError("ReentrancyGuardReentrantCall")?.selector;
    const calls = [
      vault.interface.encodeFunctionData("borrow", [1n]),
      vault.interface.encodeFunctionData("repay", [w.alice.address, 1n]),
      vault.interface.encodeFunctionData("deposit", [1n]),
      vault.interface.encodeFunctionData("withdraw", [1n]),
      vault.interface.encodeFunctionData("claim"),
      vault.interface.encodeFunctionData("takeOut", [w.alice.address, 1n]),
      vault.interface.encodeFunctionData("writeOff", [w.alice.address]),
      vault.interface.encodeFunctionData("closeOut", [w.alice.address, w.bob.address, 1n, 1n]),
    ];
    for (const call of calls) {
      await coin.callBack(vaultAt, call);
      await vault.connect(w.alice).repay(w.alice.address, DOLLAR);
      expect([await coin.wentThrough(), await coin.reason()]).to.deep.equal([false, guarded]);
    }
    const [, units, debt] = await vault.positionOf(w.registry, 1n);
    expect([units, debt]).to.deep.equal([100n, 500_000n - 800n]);
  });

  it("lends no more than there is, and not nothing", async () => {
    const v = await lent();
    const { w, vault, lender } = v;
    await vault.connect(lender).takeOut(lender.address, (await vault.available()) - DOLLAR);
    await v.pledge(100n);
    const alice = vault.connect(w.alice);
    await expect(alice.borrow(DOLLAR + 1n))
      .to.be.revertedWithCustomError(vault, "FundsShort")
      .withArgs(DOLLAR + 1n, DOLLAR);
    await expect(alice.borrow(0n)).to.be.revertedWithCustomError(vault, "AmountOutOfRange");
    await expect(alice.borrow(2n ** 112n)).to.be.revertedWithCustomError(vault, "AmountOutOfRange");
    await expect(vault.connect(w.stranger).borrow(1n)).to.be.revertedWithCustomError(v.leverage, "WalletNotRecorded");
    await expect(vault.connect(w.alice).takeOut(w.alice.address, 1n)).to.be.revertedWithCustomError(
      vault,
      "LenderOnly",
    );
  });

  it("error: VaultTermInvalid, VenueNotOwn", async () => {
    const v = await lent();
    const { w, vault, lender, id, coin } = v;
    const terms = { registry: v.at, token: w.at.token, stablecoin: coin, lender, rate: 500, discount: 500, period: 0 };
    const made = async (more: object) => w.ethers.deployContract("MarginVault", [{ ...terms, ...more }], lender);
    for (const [field, value, more] of [
      [2n, 0n, { stablecoin: w.at.token }],
      [3n, 0n, { lender: ZeroAddress }],
      [4n, 10_001n, { rate: 10_001 }],
      [5n, 10_000n, { discount: 10_000 }],
    ] as const)
      await expect(made(more)).to.be.revertedWithCustomError(vault, "VaultTermInvalid").withArgs(field, value);
    await expect(made({ token: coin })).to.be.revertedWithCustomError(vault, "VaultTermInvalid");
    await expect(vault.joinVenue(id)).to.be.revertedWithCustomError(vault, "VenueNotOwn"); // a second time
    const other = (await made({})) as unknown as typeof vault;
    await expect(other.connect(lender).joinVenue(id))
      .to.be.revertedWithCustomError(vault, "VenueNotOwn")
      .withArgs(id, v.vaultAt);
    await expect(other.connect(w.alice).joinVenue(id)).to.be.revertedWithCustomError(vault, "LenderOnly");
    expect((await vault.positionOf(w.registry + 1, 1n)).units, "of another registry").to.equal(0n);
  });
});
