import { expect } from "chai";
import { BASIS_POINTS } from "../../sdk/kinds/index.js";
import { INSTRUMENT } from "../fixtures/attempt.js";
import { enforceGroup, ISSUER, type Mark, markOf, NO_PLAN, PLANS, sumsOf, sync } from "../fixtures/groupShares.js";
import { setStatuses } from "../fixtures/lots.js";
import { impersonate, rawMovement, reasonIn, sendRaw } from "../fixtures/raw.js";
import { enrol, someWallets } from "../fixtures/registers.js";
import { freshWalks, someFacts, type Walk } from "../fixtures/walk.js";
import { seeded } from "../differential/random.js";

const SEED = Number(process.env["GROUPS_SEED"] ?? 20_261_126);
const STEPS = Number(process.env["GROUPS_STEPS"] ?? 160);
const INVESTORS = 6;
const STATUSES = [NO_PLAN, 0, NO_PLAN, ISSUER];

type Investor = {
  readonly wallets: readonly string[];
  readonly balances: bigint[];
  statuses: number;
  /** Basis points; 0: nothing. */
  stated: bigint;
  mark: Mark;
};

/** As the law has it: who has no evidence of being no plan is one, by its part; the issuer is on neither side. */
function standing({ statuses, stated }: Investor): Mark {
  const excluded = (statuses & ISSUER) !== 0;
  const weight = excluded || (statuses & NO_PLAN) !== 0 ? 0n : stated === 0n ? BASIS_POINTS : stated;
  return { counted: true, excluded, weight };
}

const holding = ({ balances }: Investor): bigint => balances.reduce((sum, units) => sum + units, 0n);
const total = (all: readonly Investor[], of: (one: Investor) => bigint): bigint =>
  all.reduce((sum, one) => sum + of(one), 0n);

/** Whether plans hold less than a quarter of the larger of 100 units and what is not the issuer's, everybody taken as it was counted. */
function within(all: readonly Investor[]): boolean {
  const plans = total(all, (one) => holding(one) * one.mark.weight);
  const base = total(all, (one) => (one.mark.excluded ? 0n : holding(one)));
  return plans < 2500n * (base > 100n ? base : 100n);
}

describe("the share of a group, at random", () => {
  const fresh = freshWalks();

  it(`behavior: ${STEPS} steps, sums, marks and decisions as a model of its own has them (seed ${SEED})`, async () => {
    const w = await fresh();
    const random = seeded(SEED);
    const wallets = someWallets(0, 2 * INVESTORS);
    await impersonate(w, wallets);
    const all: Investor[] = [];
    for (let i = 0; i < INVESTORS; i++) {
      const own = wallets.slice(2 * i, 2 * i + 2);
      const statuses = STATUSES[i % STATUSES.length]!;
      await enrol(w, own, someFacts({ statuses }));
      all.push({
        ...{ wallets: own, balances: [0n, 0n], statuses, stated: 0n },
        mark: { counted: false, excluded: false, weight: 0n },
      });
    }
    const meter = await enforceGroup(w, [PLANS], []);
    const pick = () => {
      const one = random.pick(all);
      return [one, random.int(one.wallets.length)] as const;
    };
    const seen = { allowed: 0, refused: 0, changed: 0, joined: 0 };

    for (let step = 0; step < STEPS; step++) {
      const why = `step ${step}`;
      const what = random.int(11);
      const [one, at] = pick();
      if (what === 0) {
        one.statuses = random.pick(STATUSES);
        await setStatuses(w, { address: one.wallets[at]! } as never, one.statuses);
        seen.changed++;
      } else if (what === 1) {
        await sync(w, meter, { address: one.wallets[at]! });
        one.mark = standing(one);
      } else if (what === 2) {
        one.stated = BigInt(random.int(Number(BASIS_POINTS) + 1));
        const args = [w.at.token, meter, one.wallets[at]!, one.stated, INSTRUMENT] as const;
        await w.engine.connect(w.agent).setGroupWeight(...args);
        one.mark = standing(one);
      } else {
        const [other, to] = pick();
        const kind = random.pick(["transfer", "transfer", "transfer", "mint", "mint", "burn", "forced"] as const);
        const has = one.balances[at]!;
        if (kind !== "mint" && has === 0n) continue;
        const amount = BigInt(1 + random.int(kind === "mint" ? 60 : Number(has)));
        const [from, receiver] = [one.wallets[at]!, other.wallets[to]!];
        const attempt = {
          ...{ kind, amount },
          ...(kind === "mint" ? {} : { from }),
          ...(kind === "burn" ? {} : { to: receiver }),
        };
        const before = all.map(({ balances, mark }) => ({ balances: [...balances], mark }));
        const parties = [...(kind === "mint" ? [] : [one]), ...(kind === "burn" ? [] : [other])];
        const apart = new Set(parties).size === parties.length;
        if (apart) for (const party of parties) party.mark = standing(party);
        if (kind !== "mint") one.balances[at] = has - amount;
        if (kind !== "burn") other.balances[to] = other.balances[to]! + amount;
        const [giver, taker] = [kind === "mint" ? undefined : one.mark, kind === "burn" ? undefined : other.mark];
        const grows =
          (taker?.weight ?? 0n) > (giver?.weight ?? 0n) || (taker?.excluded === true && giver?.excluded !== true);
        const allowed = kind === "forced" || !apart || !grows || within(all);
        const asked = await w.engine.check(rawMovement(w, attempt));
        expect(asked.allowed, why).to.equal(allowed);
        const reason = await sendRaw(w, attempt);
        expect(reason === undefined, why).to.equal(allowed);
        if (reason !== undefined) {
          expect(reasonIn(reason), why).to.equal("GroupShareAboveLimit");
          for (const [i, { balances, mark }] of before.entries()) {
            all[i]!.balances.splice(0, balances.length, ...balances);
            all[i]!.mark = mark;
          }
        }
        seen[allowed ? "allowed" : "refused"]++;
      }
      if (step === STEPS / 2) await join(w, all, seen);
      const excluded = total(all, (party) => (party.mark.excluded ? holding(party) : 0n));
      const counted = total(all, (party) => (party.mark.counted ? holding(party) : 0n));
      const weighted = total(all, (party) => holding(party) * party.mark.weight);
      expect(await sumsOf(w, meter), why).to.deep.equal({ weighted, excluded, counted });
      expect(counted, "nobody is left out").to.equal(await w.token.totalSupply());
      for (const party of first(all)) expect(await markOf(w, meter, party), why).to.deep.equal(party.mark);
    }
    expect(seen.refused, "refused").to.be.above(STEPS / 40);
    expect(seen.allowed, "allowed").to.be.above(STEPS / 5);
    expect(seen.changed, "changed").to.be.above(STEPS / 40);
    expect(seen.joined).to.equal(1);
  });

  /** With one wallet each. */
  const first = (all: readonly Investor[]) => all.map(({ wallets, mark }) => ({ address: wallets[0]!, mark }));

  /** The last investor becomes one with the first. */
  async function join(w: Walk, all: Investor[], seen: { joined: number }): Promise<void> {
    const gone = all.pop()!;
    const kept = all[0]!;
    await w.engine.connect(w.registrar).merge(w.registry, kept.wallets[0]!, gone.wallets[0]!, [w.at.token]);
    if (kept.mark.counted || gone.mark.counted) kept.mark = standing(kept);
    all[0] = { ...kept, wallets: [...kept.wallets, ...gone.wallets], balances: [...kept.balances, ...gone.balances] };
    seen.joined++;
  }
});
