import { expect } from "chai";
import { SPAN_MONTHS } from "../../sdk/kinds/index.js";
import { type Flow, windowStart } from "../../sdk/program/index.js";
import { addFlow, movePurchaser } from "../../sdk/program/flows/ledger.js";
import { asMovement, type Attempt, make } from "../fixtures/attempt.js";
import { today } from "../fixtures/lots.js";
import { flowsOf, meterOf, moveTo, startOf } from "../fixtures/meters.js";
import { type SomeRule } from "../fixtures/rules.js";
import { freshWalks, type Walk } from "../fixtures/walk.js";

/** In the order in which a program has them. The first two read one meter. */
const RULES = [
  { kind: "mostOutflow", side: "sender", window: 12, limit: 150n },
  { kind: "mostOutflow", side: "sender", window: SPAN_MONTHS + 1, limit: 260n },
  { kind: "mostInflow", window: 14, limit: 200n },
  { kind: "mostPurchasers", window: 20, limit: 2n },
] as const satisfies readonly SomeRule[];
/** Days that their meters keep. */
const KEPT = { outflow: 32, inflow: 14, purchasers: 20 } as const;
const PEOPLE = ["alice", "bob", "carol"] as const;
type Person = (typeof PEOPLE)[number];

/** A sequence of numbers below `most`, each the same for the same seed. */
function dice(seed: number) {
  let state = seed;
  return (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** What the engine should keep, and what truly flowed: never less is counted than that. */
class Model {
  readonly kept = new Map<string, readonly Flow[]>();
  readonly true = new Map<string, Flow[]>();
  readonly last = new Map<Person, number>();

  /** Units, or purchasers, within a rule's window. */
  used(whose: string, span: number, day: number, flows: ReadonlyMap<string, readonly Flow[]> = this.kept): bigint {
    const first = windowStart(span, day);
    return (flows.get(whose) ?? []).filter((flow) => flow.day >= first).reduce((sum, { units }) => sum + units, 0n);
  }

  /** The first rule that refuses; -1: none. */
  refuses({ kind, from, to, amount }: Move, day: number): number {
    const sells = kind !== "mint" && from !== undefined;
    const buys = kind !== "burn" && to !== undefined;
    return RULES.findIndex((rule) => {
      if (rule.kind === "mostOutflow") return sells && this.used(`out ${from}`, rule.window, day) + amount > rule.limit;
      if (rule.kind === "mostInflow") return buys && this.used(`in ${to}`, rule.window, day) + amount > rule.limit;
      const bought = buys && (this.last.get(to) ?? -1) >= windowStart(rule.window, day);
      return buys && !bought && this.used("all", rule.window, day) + 1n > rule.limit;
    });
  }

  record({ kind, from, to, amount }: Move, day: number): void {
    const add = (whose: string, kept: number) => {
      const flow = { day, units: amount };
      this.kept.set(whose, addFlow(this.kept.get(whose) ?? [], flow, day + 1 - kept));
      this.true.set(whose, [...(this.true.get(whose) ?? []), flow]);
    };
    if (kind !== "mint" && from !== undefined) add(`out ${from}`, KEPT.outflow);
    if (kind === "burn" || to === undefined) return;
    add(`in ${to}`, KEPT.inflow);
    const last = this.last.get(to) ?? null;
    if (last === day) return;
    this.kept.set("all", movePurchaser(this.kept.get("all") ?? [], last, day, day + 1 - KEPT.purchasers));
    this.last.set(to, day);
  }
}

type Move = {
  readonly kind: "transfer" | "mint" | "burn" | "forced";
  readonly from?: Person;
  readonly to?: Person;
  readonly amount: bigint;
};

describe("meters against a model of their own", () => {
  const fresh = freshWalks();

  for (const seed of [1, 2, 3]) {
    it(`behavior: 120 random movements over some 80 days are judged and counted as the model says, seed ${seed}`, async () => {
      const roll = dice(seed);
      const w = await fresh();
      for (const name of PEOPLE) await make(w, { kind: "mint", to: w[name], amount: 100_000n });
      await w.enforce(RULES);
      const meters = {
        outflow: await meterOf(w, RULES, 0),
        inflow: await meterOf(w, RULES, 2),
        all: await meterOf(w, RULES, 3),
      };
      expect(await meterOf(w, RULES, 1)).to.equal(meters.outflow);
      const model = new Model();
      const seen = { allowed: 0, refused: new Set<number>(), most: 0 };
      for (let step = 0; step < 120; step++) {
        if (roll(3) > 0) await moveTo(w, startOf((await today(w)) + 1n) + BigInt(roll(80_000)));
        const move = moveOf(roll);
        const day = Number(await today(w));
        const attempt = attemptOf(w, move);
        const { allowed, first } = await w.engine.check(asMovement(w, attempt));
        const expected = move.kind === "forced" ? -1 : model.refuses(move, day);
        expect(
          [allowed, allowed ? -1 : Number(first.rule)],
          `step ${step}: ${JSON.stringify(move, text)}`,
        ).to.deep.equal([expected === -1, expected]);
        if (expected === -1) {
          await (await make(w, attempt)).wait();
          // A block of its own may have brought the next day.
          if (move.kind !== "forced") model.record(move, Number(await today(w)));
          seen.allowed++;
        } else seen.refused.add(expected);
        for (const name of PEOPLE) {
          const [out, into] = [await flowsOf(w, meters.outflow, w[name]), await flowsOf(w, meters.inflow, w[name])];
          expect(out, `out of ${name}`).to.deep.equal(model.kept.get(`out ${name}`) ?? []);
          expect(into, `into ${name}`).to.deep.equal(model.kept.get(`in ${name}`) ?? []);
          for (const { window } of RULES.slice(0, 2)) {
            const counted = model.used(`out ${name}`, window, day);
            expect(counted >= model.used(`out ${name}`, window, day, model.true), "never less than what flowed").to.be
              .true;
          }
          seen.most = Math.max(seen.most, out.length);
        }
        expect(await flowsOf(w, meters.all)).to.deep.equal(model.kept.get("all") ?? []);
      }
      expect(seen.allowed).to.be.greaterThan(30);
      expect([...seen.refused].sort(), "each rule has refused").to.deep.equal([0, 1, 2, 3]);
      expect(seen.most, "some list was full").to.equal(8);
    });
  }
});

function moveOf(roll: (most: number) => number): Move {
  const kind = (["transfer", "transfer", "transfer", "mint", "burn", "forced"] as const)[roll(6)] ?? "transfer";
  const place = roll(3);
  const [from, to] = [PEOPLE[place], PEOPLE[(place + 1 + roll(2)) % 3]];
  const amount = BigInt(1 + roll(60));
  if (from === undefined || to === undefined) throw new RangeError("three people");
  if (kind === "mint") return { kind, to, amount };
  return kind === "burn" ? { kind, from, amount } : { kind, from, to, amount };
}

const attemptOf = (w: Walk, { kind, from, to, amount }: Move): Attempt => ({
  ...{ kind, amount },
  ...(from === undefined ? {} : { from: w[from] }),
  ...(to === undefined ? {} : { to: w[to] }),
});

const text = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
