import { type Address, zeroAddress } from "viem";
import { checkTransfers, readFacts } from "../../check/index.js";
import { hasReceiver, hasSender, type Rule, RULE_KIND_NAMES, type RuleKind } from "../../kinds/index.js";
import { evaluate, judgedRules, type ProgramParts } from "../../program/index.js";
import type { FindingKind, Movement, Verdict } from "../../verdict/index.js";
import { type Attempt, attempt, type AttemptParameters } from "./attempt.js";
import { candidates, diceOf, limitsOf } from "./candidates.js";
import { bringEvidence } from "./evidence.js";
import { orders, recoverLost } from "./orders.js";
import type { StagedToken } from "./stage.js";
import { troubles } from "./troubles.js";

/** What the demo shows at the least: movements that pass and that do not, and how often each kind of rule does either. */
export const LEAST = { allowed: 64, refused: 64, kind: 5 } as const;
/** Wallets that get units before anything is transferred. */
const FIRST_HOLDERS = 14;
/** And who get some in each later round, so that others can leave; not in the first rounds, in which holders are few. */
const [NEWCOMERS, FEW_UNTIL] = [3, 5];
/** Rounds of the search for movements that show what was not shown yet. */
const ROUNDS = 40;
/** Rounds that show nothing new of what lacks, until the play leaves it to another token. */
const PATIENCE = 6;
const CANDIDATES = 300;
/** Movements that would pass, of which is read what they would show. */
const LOOKED_AT = 48;
/** Kinds of movements that each token shows before it ends with a recovery. */
const KINDS = 6;

export type Played = {
  readonly attempts: readonly Attempt[];
  /** How often each kind of rule that the offerings have refused first, and was passed: its scope matched, it was judged, and the movement was allowed. */
  readonly kinds: Readonly<Partial<Record<RuleKind, { readonly refused: number; readonly passed: number }>>>;
};

export type PlayParameters = AttemptParameters & {
  readonly seed: number;
  readonly progress: (words: string) => void;
};

/** Makes movements of each token until everything was shown. */
export async function play(parameters: PlayParameters): Promise<Played> {
  const { reader, stage, seed, progress } = parameters;
  const attempts: Attempt[] = [];
  const refused = new Map<string, number>();
  const passed = new Map<RuleKind, number>();
  const made = new Set<string>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  const laneOf = laneOfWallets(stage.players.enrolments);
  const lacks = (map: ReadonlyMap<string, number>, key: string, least: number) => (map.get(key) ?? 0) < least;

  for (const on of stage.tokens) {
    const part = { allowed: LEAST.allowed / stage.tokens.length, refused: LEAST.refused / stage.tokens.length };
    const holdings = new Map<Address, bigint>();
    const own = { allowed: 0, refused: 0, kinds: new Set<string>(), reasons: new Map<string, number>() };

    /** Makes a movement, unless the same was made before. */
    const make = async (movement: Movement): Promise<void> => {
      const key = [on.token, movement.kind, movement.from, movement.to, movement.amount].join();
      if (made.has(key)) return;
      made.add(key);
      const judged = await judgedKinds(movement);
      const done = await attempt(parameters, on, movement);
      attempts.push(done);
      own.kinds.add(movement.kind);
      if (done.allowed) {
        own.allowed++;
        for (const kind of judged) passed.set(kind, (passed.get(kind) ?? 0) + 1);
        move(holdings, movement);
      } else if (done.asked !== undefined) {
        own.refused++;
        count(refused, done.asked.kind);
        count(own.reasons, done.asked.kind);
      }
    };
    const only = pathsOf(on.program);
    const judgedKinds = async (movement: Movement): Promise<ReadonlySet<RuleKind>> => {
      const { facts } = await readFacts(reader, movement);
      const judged = judgedRules(on.program, facts, movement).flatMap((index) => on.program.rules[index] ?? []);
      // One path may have let it pass, and another not.
      const passes = ({ path }: Rule) => path === 0 || evaluate(only(path), facts, movement).allowed;
      return new Set(judged.filter(passes).map(({ kind }) => kind));
    };
    const ask = (movements: readonly Movement[]) => checkTransfers(reader, { movements });

    // Who may acquire? Every wallet is asked about the same mint, and whom the law or the documents keep out is turned away by it.
    const wallets = [...stage.players.wallets.keys()];
    const { movements, verdicts } = await bestProbe(on, wallets, ask);
    const eligible = movements.filter((_, i) => verdicts[i]?.allowed).map(({ to }) => to);
    const others = movements.filter((_, i) => !verdicts[i]?.allowed).map(({ to }) => to);
    progress(`${on.name}: ${eligible.length} of ${wallets.length} wallets may acquire; weighing movements`);
    for (const [i, movement] of movements.entries()) {
      const kind = firstOf(verdicts[i]);
      if (kind !== undefined && lacks(refused, kind, LEAST.kind)) await make(movement);
    }
    const queue = acrossLanes(eligible, laneOf);
    const admit = async (from: number, count: number) => {
      for (const [i, to] of queue.slice(from, from + count).entries()) {
        const probe = movements.find((one) => one.to === to);
        if (probe !== undefined) await make({ ...probe, amount: probe.amount * BigInt(2 + (i % 7)) });
      }
    };
    await admit(0, FIRST_HOLDERS);
    await troubles(parameters, on, { holdings, make, eligible });
    const lost = await orders(parameters, on, { holdings, make });

    const shown = (map: ReadonlyMap<string, number>, kind: RuleKind) => Math.min(map.get(kind) ?? 0, LEAST.kind);
    let [known, since] = [0, 0];
    const dice = diceOf(seed + attempts.length);
    for (let round = 0; round < ROUNDS; round++) {
      const lacking = RULE_KIND_NAMES.filter(
        (kind) =>
          on.program.rules.some((rule) => rule.kind === kind) &&
          (lacks(refused, kind, LEAST.kind) || lacks(passed, kind, LEAST.kind)),
      );
      const showing = RULE_KIND_NAMES.reduce((sum, kind) => sum + shown(refused, kind) + shown(passed, kind), 0);
      if (showing > known) [known, since] = [showing, round];
      const enough = own.allowed >= part.allowed && own.refused >= part.refused && own.kinds.size >= KINDS;
      if (enough && (lacking.length === 0 || round - since >= PATIENCE)) break;
      if (round >= FEW_UNTIL) await admit(FIRST_HOLDERS + (round - FEW_UNTIL) * NEWCOMERS, NEWCOMERS);
      await bringEvidence(parameters, on, holdings, round);
      const spenders = [stage.crew.broker.address, stage.crew.spender.address];
      const found = candidates({ on, dice, holdings, eligible, others, spenders, laneOf }, CANDIDATES);
      const answers = await ask(found);
      // Refusals first: they change nothing.
      const seen = new Map<string, number>();
      for (const [i, movement] of found.entries()) {
        const kind = firstOf(answers[i]);
        if (kind === undefined || (seen.get(kind) ?? 0) >= 3) continue;
        const wanted = lacks(refused, kind, LEAST.kind) || (own.refused < part.refused && lacks(own.reasons, kind, 8));
        if (!wanted) continue;
        count(seen, kind);
        await make(movement);
      }
      let left = 6;
      for (const movement of found.filter((_, i) => answers[i]?.allowed).slice(0, LOOKED_AT)) {
        if (left === 0) break;
        const judged = await judgedKinds(movement);
        const shows = [...judged].some((kind) => lacks(passed, kind, LEAST.kind)) || !own.kinds.has(movement.kind);
        if (!shows && own.allowed >= part.allowed) continue;
        left--;
        await make(movement);
      }
    }
    await recoverLost(parameters, on, lost, { holdings, make });
  }
  const used = new Set(stage.tokens.flatMap(({ program: { rules } }) => rules.map(({ kind }) => kind)));
  return {
    attempts,
    kinds: Object.fromEntries(
      RULE_KIND_NAMES.filter((kind) => used.has(kind)).map((kind) => [
        kind,
        { refused: refused.get(kind) ?? 0, passed: passed.get(kind) ?? 0 },
      ]),
    ),
  };
}

/** Of a program, what would be enforced if one of its paths were the only one. */
function pathsOf(program: ProgramParts): (path: number) => ProgramParts {
  const numbers = [...new Set(program.rules.map(({ path }) => path))];
  const ways = new Map(
    numbers.map((number): [number, ProgramParts] => {
      const rules = program.rules.filter(({ path }) => path === 0 || path === number);
      return [number, { ...program, rules }];
    }),
  );
  return (path) => ways.get(path) ?? program;
}

const firstOf = (verdict: Verdict | undefined): FindingKind | undefined =>
  verdict?.allowed === false ? verdict.first.kind : undefined;

type LaneOf = (wallet: Address) => number;

function laneOfWallets(enrolments: AttemptParameters["stage"]["players"]["enrolments"]): LaneOf {
  const lanes = new Map(
    enrolments.flatMap(({ wallets, facts }) => wallets.map((one): [Address, number] => [one, facts.lane])),
  );
  return (wallet) => lanes.get(wallet) ?? 0;
}

/** The wallets in such an order that those of different lanes take turns. */
function acrossLanes(wallets: readonly Address[], laneOf: LaneOf): readonly Address[] {
  const turns = new Map<number, number>();
  const placed = wallets.map((wallet) => {
    const lane = laneOf(wallet);
    const turn = turns.get(lane) ?? 0;
    turns.set(lane, turn + 1);
    return { wallet, turn };
  });
  return placed.sort((one, other) => one.turn - other.turn).map(({ wallet }) => wallet);
}

/** A mint to every wallet, of the smallest amount near the token's limits with which most may acquire. */
async function bestProbe(
  { token, program }: StagedToken,
  wallets: readonly Address[],
  ask: (movements: readonly Movement[]) => Promise<readonly Verdict[]>,
) {
  let best: { movements: readonly Movement[]; verdicts: readonly Verdict[] } = { movements: [], verdicts: [] };
  const passing = ({ verdicts }: typeof best) => verdicts.filter(({ allowed }) => allowed).length;
  for (const amount of limitsOf(program)) {
    const movements = wallets.map((to): Movement => ({ kind: "mint", token, from: zeroAddress, to, amount }));
    const probe = { movements, verdicts: await ask(movements) };
    if (passing(probe) > passing(best) || best.movements.length === 0) best = probe;
  }
  return best;
}

function move(holdings: Map<Address, bigint>, { kind, from, to, amount }: Movement): void {
  if (hasSender(kind)) holdings.set(from, (holdings.get(from) ?? 0n) - amount);
  if (hasReceiver(kind)) holdings.set(to, (holdings.get(to) ?? 0n) + amount);
}
