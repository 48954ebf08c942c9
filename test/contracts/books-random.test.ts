import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { STATES } from "../../sdk/kinds/index.js";
import { balanceIn, booksOf, booksOnChain, holdingOf, type Ledger, move, type Person } from "../fixtures/ledger.js";
import { impersonate, type RawAttempt, rawMovement, reasonIn, revertDataOf, sendRaw } from "../fixtures/raw.js";
import { someWallet, someWallets } from "../fixtures/registers.js";
import { type SomeRule } from "../fixtures/rules.js";
import { DAY, freshWalks, LONG_FRESH, someFacts, type Walk } from "../fixtures/walk.js";
import { type Random, seeded } from "../differential/random.js";

const STEPS = Math.min(5_000, Number(process.env["FUZZ_RUNS"] ?? 300));
/** Movements between two comparisons of all books. */
const STRIDE = 6;
const COUNTRIES = [0, 276, 840, 1023];
const LANES = [0, 1, 5, 7];
const WALLETS = 18;
const blocked = 1 << STATES.blocked;

/** Rules that turn on everything that the random steps change. */
const rulesAt = (now: bigint): readonly SomeRule[] => [
  { kind: "forbiddenStates", limit: 2n, otherLanes: 0x21 },
  { kind: "requiredStatuses", limit: 1n, movements: 2, lanes: 0x82 },
  { kind: "evidenceFresh", limit: 0n },
  { kind: "mostUnits", limit: 120n, lanes: 0xa0 },
  { kind: "mostShare", limit: 200n, window: 4_000, lanes: 0x03 },
  { kind: "leastHolding", limit: 3n },
  { kind: "leastHolding", side: "sender", limit: 2n },
  { kind: "mostHolders", limit: 5n },
  { kind: "mostHolders", limit: 1n, modes: 2, lanes: 0xa0 },
  { kind: "mostHolders", limit: 2n, lanes: 0x03 },
  { kind: "notAfter", side: "token", limit: now + 60n * DAY, movements: 4 },
  { kind: "notBefore", side: "receiver", limit: now + 20n * DAY, lanes: 0x02 },
  { kind: "mostPerMovement", side: "sender", limit: 150n },
];

describe("the books of holders, after anything", () => {
  const fresh = freshWalks();
  /** What came of the steps: kinds of movements and changes, and reasons. */
  const outcomes = new Set<string>();

  for (const [what, ruled, seed] of [
    ["no rules", false, 11],
    ["rules that turn on holders, holdings and time", true, 12],
    ["the same rules", true, 13],
  ] as const) {
    it(`behavior: under ${what}, check is the outcome, and books are as if counted anew (seed ${seed})`, async () => {
      const w = await fresh();
      const random = seeded(seed);
      const ledger = await register(w, random);
      if (ruled) await w.enforce(rulesAt(await w.now()));
      for (let step = 1; step <= STEPS; step++) {
        const name =
          random.int(10) < 6 ? await moveAtRandom(w, ledger, random) : await changeAtRandom(w, ledger, random);
        outcomes.add(name);
        if (step % STRIDE !== 0 && step !== STEPS) continue;
        expect(await booksOnChain(w, ledger), `seed ${seed}, step ${step}, ${name}`).to.deep.equal(booksOf(ledger));
      }
    }).timeout(1_000 * STEPS);
  }

  it("default: in these runs much happens, and much is refused", () => {
    const kinds = ["mint", "burn", "transfer", "transferFrom", "forced", "bind", "unbind", "update", "enrol"];
    const engine = ["ERC20InsufficientAllowance", "TokenPaused", "WalletUnknown", "InvestorBlocked", "UnitsNotFree"];
    const rules = ["HoldingAboveLimit", "ShareAboveLimit", "HoldingBelowLeast", "HoldersAboveLimit", "EvidenceExpired"];
    expect([...outcomes]).to.include.members([...kinds, ...engine, ...rules, "HolderReclassified", "WalletNotEmpty"]);
  });
});

/** Six people with one to four wallets each; alice, bob and carol of the walk stand aside. Units come and go, and anybody may spend for anybody. */
async function register(w: Walk, random: Random): Promise<Ledger> {
  const ledger: Ledger = { balances: new Map(), people: [], countries: COUNTRIES };
  const sizes = [1, 2, 3, 4, 1, 1];
  let next = 0;
  for (const size of sizes) await enrolAtRandom(w, ledger, random, someWallets(next, (next += size)));
  const wallets = someWallets(0, WALLETS);
  await impersonate(w, wallets);
  await impersonate(w, [w.agent.address]);
  for (const wallet of wallets) {
    const signer = await w.ethers.getSigner(wallet);
    await (await w.token.connect(signer).approve(w.spender.address, MaxUint256)).wait();
  }
  return ledger;
}

async function enrolAtRandom(w: Walk, ledger: Ledger, random: Random, wallets: readonly string[]): Promise<void> {
  const [country, lane] = [random.pick(COUNTRIES), random.pick(LANES)];
  const facts = someFacts({ country, lane, statuses: 1 });
  await (await w.engine.connect(w.registrar).enrol(w.registry, { wallets: [...wallets], facts })).wait();
  const { investors: investor } = await w.engine.registryInfo(w.registry);
  ledger.people.push({ investor, wallets, country, lane });
}

/** Makes a movement as `check` says, in the very second of which it speaks; gives what came of it. */
async function moveAtRandom(w: Walk, ledger: Ledger, random: Random): Promise<string> {
  const attempt = attemptAtRandom(w, ledger, random);
  const { allowed, first } = await w.engine.check(rawMovement(w, attempt), { blockTag: "pending" });
  const reverted = await sendRaw(w, attempt);
  expect(reverted, `${attempt.kind} of ${attempt.amount}`).to.equal(allowed ? undefined : revertDataOf(first));
  if (!allowed) return reasonIn(first.reason);
  move(ledger, attempt.amount, { ...(attempt.from && { from: attempt.from }), ...(attempt.to && { to: attempt.to }) });
  return attempt.spender === undefined ? attempt.kind : "transferFrom";
}

function attemptAtRandom(w: Walk, ledger: Ledger, random: Random): RawAttempt {
  const holders = [...ledger.balances].filter(([, units]) => units > 0n).map(([wallet]) => wallet);
  // Mostly from whoever has units, mostly to whoever is known.
  const from = holders.length > 0 && !random.oneIn(12) ? random.pick(holders) : someWallet(random.int(WALLETS));
  const known = ledger.people.flatMap(({ wallets }) => wallets);
  const to = random.oneIn(20) ? someWallet(random.int(WALLETS)) : random.oneIn(15) ? from : random.pick(known);
  const units = balanceIn(ledger, from);
  const part = random.oneIn(3)
    ? units
    : random.oneIn(12)
      ? units + 1n
      : random.oneIn(15)
        ? 0n
        : random.amount(units || 1n);
  switch (random.int(10)) {
    case 0:
    case 1:
      return { kind: "mint", to, amount: random.oneIn(12) ? 0n : random.amount(200n) };
    case 2:
      return { kind: "burn", from, amount: part };
    case 3:
      return { kind: "forced", from, to, amount: part };
    case 4:
    case 5:
      return {
        kind: "transfer",
        spender: random.oneIn(9) ? w.stranger.address : w.spender.address,
        from,
        to,
        amount: part,
      };
    default:
      return { kind: "transfer", from, to, amount: part };
  }
}

/** Changes the register, a freeze or the time; gives what it did. */
async function changeAtRandom(w: Walk, ledger: Ledger, random: Random): Promise<string> {
  const registrar = w.engine.connect(w.registrar);
  const person = random.pick(ledger.people);
  const wallet = random.pick(person.wallets);
  const free = someWallets(0, WALLETS).filter((each) => !ledger.people.some(({ wallets }) => wallets.includes(each)));
  switch (random.pick(["bind", "unbind", "update", "update", "enrol", "freeze", "pause", "time", "time"])) {
    case "bind": {
      if (free.length === 0) return "nothing";
      const further = random.pick(free);
      await (await registrar.bind(w.registry, wallet, further)).wait();
      person.wallets = [...person.wallets, further];
      return "bind";
    }
    case "unbind": {
      if (balanceIn(ledger, wallet) !== 0n) {
        const attempt = registrar.unbind(w.registry, wallet, [w.at.token]);
        const several = person.wallets.length > 1;
        await expect(attempt)
          .to.be.revertedWithCustomError(w.engine, several ? "WalletHoldsUnits" : "WalletNotEmpty")
          .withArgs(w.registry, wallet, ...(several ? [w.at.token, balanceIn(ledger, wallet)] : [1n]));
        return "WalletNotEmpty";
      }
      if (person.wallets.length === 1 && ledger.people.length < 5) return "nothing";
      await (await registrar.unbind(w.registry, wallet, [w.at.token])).wait();
      person.wallets = person.wallets.filter((each) => each !== wallet);
      if (person.wallets.length === 0) ledger.people.splice(ledger.people.indexOf(person), 1);
      return "unbind";
    }
    case "update":
      return updateAtRandom(w, ledger, random, person, wallet);
    case "enrol": {
      if (free.length === 0) return "nothing";
      await enrolAtRandom(w, ledger, random, free.slice(0, 1 + random.int(2)));
      return "enrol";
    }
    case "freeze": {
      const agent = w.token.connect(w.agent);
      if (random.oneIn(3)) await (await agent.setWalletFrozen(wallet, random.oneIn(3))).wait();
      else await (await agent.setFrozenUnits(wallet, random.oneIn(2) ? 0n : random.amount(100n))).wait();
      return "freeze";
    }
    case "pause": {
      await (await w.token.connect(w.guardian).pause()).wait();
      const name = await moveAtRandom(w, ledger, random);
      await (await w.token.connect(w.agent).unpause()).wait();
      return name;
    }
    default:
      await w.networkHelpers.time.increase(BigInt(random.int(12)) * (DAY / 4n) + 1n);
      return "time";
  }
}

/** Country and lane of who holds stay; blocks, states and expiries come and go. */
async function updateAtRandom(
  w: Walk,
  ledger: Ledger,
  random: Random,
  person: Person,
  wallet: string,
): Promise<string> {
  const moves = random.oneIn(3);
  const [country, lane] = moves ? [random.pick(COUNTRIES), random.pick(LANES)] : [person.country, person.lane];
  const facts = someFacts({
    ...{ country, lane, statuses: random.int(2), states: random.oneIn(6) ? blocked : random.oneIn(4) ? 2 : 0 },
    kycUntil: random.oneIn(5) ? (await w.now()) + BigInt(random.int(3)) * DAY : LONG_FRESH,
  });
  const attempt = w.engine.connect(w.registrar).update(w.registry, wallet, facts);
  if (holdingOf(ledger, person) > 0n && (country !== person.country || lane !== person.lane)) {
    await expect(attempt)
      .to.be.revertedWithCustomError(w.engine, "HolderReclassified")
      .withArgs(w.registry, person.investor, 1n);
    return "HolderReclassified";
  }
  await (await attempt).wait();
  Object.assign(person, { country, lane });
  return "update";
}
