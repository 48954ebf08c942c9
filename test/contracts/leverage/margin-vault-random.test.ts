import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { type Random, seeded } from "../../differential/random.js";
import { investorOf, TABLE } from "../../fixtures/leverage.js";
import { BROKER, CENT, DOLLAR, HELD, type Lent, soldOneByOne, vaultOf } from "../../fixtures/marginVault.js";
import { ordersOf } from "../../fixtures/surfaces.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";

const ALL = 2n ** 256n - 1n;
const STEPS = Number(process.env["VAULT_STEPS"] ?? 60);
const SEED = Number(process.env["VAULT_SEED"] ?? 20_261_126);
/** Basis points; a call is met above where it opens. */
const LEVELS = { initial: 5_000n, maintenance: 2_500n, cure: 3_000n, closeOut: 1_000n } as const;

const up = (a: bigint, b: bigint) => (a + b - 1n) / b;

/** What one investor has at the vault, written down by hand. Money in the stablecoin's smallest units. */
type Kept = {
  readonly who: Account;
  readonly holds: Map<bigint, bigint>;
  debt: bigint;
  owed: bigint;
  call: { readonly since: bigint; readonly until: bigint } | undefined;
};

/** A ledger of a vault that takes no interest, by the text of the issue and not by the code: which step passes, and what it leaves. */
class Ledger {
  price = 10_000n;
  /** What is the lender's and not lent. */
  funds = 1_000_000n * DOLLAR;
  readonly steps = new Map<string, number>();
  readonly accounts: readonly Kept[];
  constructor(
    readonly v: Lent,
    readonly random: Random,
  ) {
    this.accounts = [v.w.alice, v.w.bob].map((who) => ({
      ...{ who, holds: new Map<bigint, bigint>(), debt: 0n, owed: 0n, call: undefined },
    }));
  }

  units = ({ holds }: Kept) => [...holds.values()].reduce((sum, units) => sum + units, 0n);
  worth = (account: Kept) => this.units(account) * this.price;
  equity = (account: Kept) => this.worth(account) - up(account.debt, CENT);
  level = (account: Kept, level: keyof typeof LEVELS) => up(this.worth(account) * LEVELS[level], 10_000n);

  mark(account: Kept, now: bigint): void {
    const equity = this.equity(account);
    if (account.call === undefined && equity < this.level(account, "maintenance"))
      account.call = { since: now, until: now + 4n * DAY };
    else if (account.call !== undefined && equity >= this.level(account, "cure")) account.call = undefined;
  }

  /** How many units may be sold. */
  most(account: Kept, now: bigint): bigint {
    if (account.call === undefined || this.equity(account) >= this.level(account, "cure")) return 0n;
    const atOnce = this.equity(account) < this.level(account, "closeOut");
    if (now < (atOnce ? account.call.since : account.call.until + DAY)) return 0n;
    const terms = { cure: LEVELS.cure, discount: 500n };
    return soldOneByOne(this.units(account), this.price, up(account.debt, CENT), terms);
  }

  /** Sold units leave some of the holds; which, the vault says: those that it lists no longer, and the rest of one. */
  take({ holds }: Kept, units: bigint, left: readonly bigint[]): void {
    let rest = units;
    for (const [hold, held] of [...holds])
      if (!left.includes(hold)) {
        holds.delete(hold);
        rest -= held;
      }
    const last = left.at(-1);
    if (rest > 0n && last !== undefined) holds.set(last, (holds.get(last) ?? 0n) - rest);
    else expect(rest).to.equal(0n);
  }

  /** Sends it, and expects that it passes or not. */
  async step(name: string, passes: boolean, send: () => Promise<unknown>): Promise<boolean> {
    const key = `${name} ${passes ? "passes" : "is refused"}`;
    this.steps.set(key, (this.steps.get(key) ?? 0) + 1);
    const failed = await send().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failed === undefined, `${key}: ${String(failed).slice(0, 200)}`).to.equal(passes);
    return passes;
  }
}

describe("MarginVault at random", () => {
  const fresh = freshWalks();

  it("passes and refuses what a ledger by hand does, and no money and no unit is lost", async () => {
    const configuration = { ...BROKER, table: TABLE.lender, row: { cure: Number(LEVELS.cure) } };
    const v = await vaultOf(await fresh(), configuration, { rate: 0 });
    const { w, vault, vaultAt, coin } = v;
    const random = seeded(SEED);
    const ledger = new Ledger(v, random);
    const everywhere = await coin.totalSupply();
    for (let i = 0; i < STEPS; i += 1) {
      const now = (await w.now()) + (random.oneIn(8) ? DAY * BigInt(1 + random.int(5)) : 60n);
      await post(ledger, now);
      const account = random.pick(ledger.accounts);
      // Whose margin is nearly gone is sold more often than not.
      const gone = ledger.equity(account) < ledger.level(account, "closeOut");
      const operation = gone && !random.oneIn(3) ? closeOut : random.pick(OPERATIONS);
      await operation(ledger, account, now + 10n);

      const { who, holds, call } = account;
      const investor = await investorOf(w, who);
      expect((await vault.positionOf(w.registry, investor)).units).to.equal(ledger.units(account));
      expect(await ordersOf(w, who).heldUnits(who.address)).to.equal(ledger.units(account));
      expect([...(await vault.pledgesOf(investor))].sort()).to.deep.equal([...holds.keys()].sort());
      expect([await vault.debtOf(who.address), await vault.owedTo(investor)]).to.deep.equal([
        account.debt,
        account.owed,
      ]);
      const { callSince, callUntil } = await v.leverage.accountAt(v.id, w.registry, investor);
      expect([callSince, callUntil]).to.deep.equal([call?.since ?? 0n, call?.until ?? 0n]);
      const owed = ledger.accounts.reduce((sum, one) => sum + one.owed, 0n);
      expect(await coin.balanceOf(vaultAt)).to.equal(ledger.funds + owed);
      expect(await vault.available()).to.equal(ledger.funds);
    }
    expect([await coin.totalSupply(), await w.token.totalSupply()]).to.deep.equal([everywhere, 2n * HELD]);
    // Each kind of step passed, and was refused where it can be.
    for (const key of ["borrow", "withdraw", "closeOut"].flatMap((name) => [`${name} passes`, `${name} is refused`]))
      expect([...ledger.steps.keys()]).to.include(key);
  });
});

/** A new price, sometimes far from the last one, as of `now`. */
async function post(ledger: Ledger, now: bigint): Promise<void> {
  const { v, random } = ledger;
  const moved = (ledger.price * BigInt(random.oneIn(4) ? 45 + random.int(70) : 90 + random.int(22))) / 100n;
  ledger.price = moved < 500n ? 9_000n : moved > 40_000n ? 12_000n : moved;
  await v.w.networkHelpers.time.setNextBlockTimestamp(now);
  await v.feed.post(ledger.price * 1_000_000n, now);
}

type Operation = (ledger: Ledger, account: Kept, now: bigint) => Promise<void>;
const timed = async ({ v }: Ledger, now: bigint) => v.w.networkHelpers.time.setNextBlockTimestamp(now);

const pledge: Operation = async (ledger, account, now) => {
  const { v, random } = ledger;
  const units = random.amount(60n);
  if (account.holds.size === 8 || ledger.units(account) + units > HELD) return;
  await timed(ledger, now);
  const hold = await v.pledge(units, account.who);
  account.holds.set(hold, units);
  ledger.mark(account, await v.w.now());
};

const borrow: Operation = async (ledger, account, now) => {
  const { v, random } = ledger;
  const room = (ledger.equity(account) - ledger.level(account, "initial")) * CENT;
  // Often at the edge, or one unit beyond it; a debt that is no whole number of cents is rounded up.
  const slack = (CENT - (account.debt % CENT)) % CENT;
  const amount = random.oneIn(2) && room > 0n ? room + slack + BigInt(random.int(2)) : random.amount(3_000n * DOLLAR);
  const after = { ...account, debt: account.debt + amount };
  const passes = amount <= ledger.funds && ledger.equity(after) >= ledger.level(after, "initial");
  await timed(ledger, now);
  if (!(await ledger.step("borrow", passes, () => v.vault.connect(account.who).borrow(amount)))) return;
  account.debt += amount;
  ledger.funds -= amount;
  ledger.mark(account, now);
};

const repay: Operation = async (ledger, account, now) => {
  const { v, random } = ledger;
  const amount = random.oneIn(6) ? ALL : random.amount(2_000n * DOLLAR);
  await timed(ledger, now);
  await ledger.step("repay", true, () => v.vault.connect(v.w.carol).repay(account.who.address, amount));
  const paid = amount < account.debt ? amount : account.debt;
  account.debt -= paid;
  ledger.funds += paid;
  ledger.mark(account, now);
};

const withdraw: Operation = async (ledger, account, now) => {
  if (account.holds.size === 0) return;
  const hold = ledger.random.pick([...account.holds.keys()]);
  const after = { ...account, holds: new Map([...account.holds].filter(([id]) => id !== hold)) };
  const passes = account.debt === 0n || ledger.equity(after) >= ledger.level(after, "initial");
  await timed(ledger, now);
  const sent = () => ledger.v.vault.connect(account.who).withdraw(hold);
  if (!(await ledger.step("withdraw", passes, sent))) return;
  account.holds.delete(hold);
  ledger.mark(account, now);
};

const closeOut: Operation = async (ledger, account, now) => {
  const { v, random } = ledger;
  ledger.mark(account, now);
  await timed(ledger, now);
  await v.leverage.mark(v.id, v.w.registry, account.who.address, 0n);
  const later = now + 10n;
  const most = ledger.most(account, later);
  const units = random.oneIn(3) ? most + 1n : random.oneIn(2) ? most : random.amount(most > 0n ? most : 1n);
  const passes = units > 0n && units <= most;
  await timed(ledger, later);
  const sent = () => v.vault.connect(v.w.carol).closeOut(account.who.address, v.w.carol.address, units, ALL);
  if (!(await ledger.step("closeOut", passes, sent))) return;
  const payment = up(units * ledger.price * 9_500n, 10_000n) * CENT;
  const paid = payment < account.debt ? payment : account.debt;
  account.debt -= paid;
  account.owed += payment - paid;
  ledger.funds += paid;
  ledger.take(account, units, await v.vault.pledgesOf(await investorOf(v.w, account.who)));
  ledger.mark(account, later);
};

const claim: Operation = async (ledger, account, now) => {
  await timed(ledger, now);
  await ledger.step("claim", true, () => ledger.v.vault.connect(account.who).claim());
  account.owed = 0n;
};

const OPERATIONS = [pledge, borrow, borrow, repay, withdraw, closeOut, closeOut, claim] as const;
