import { type Address, zeroAddress } from "viem";
import * as change from "../../change/index.js";
import { checkTransfers, readFacts } from "../../check/index.js";
import { hasReceiver, hasSender, RULE_KIND_NAMES, type RuleKind } from "../../kinds/index.js";
import { judgedRules } from "../../program/index.js";
import type { FindingKind, Movement, Verdict } from "../../verdict/index.js";
import { type Attempt, attempt, type AttemptParameters, ESTATE } from "./attempt.js";
import { candidates, diceOf, limitsOf } from "./candidates.js";
import { orders, recoverLost } from "./orders.js";
import type { Stage, StagedToken } from "./stage.js";

/** What the demo shows at the least: movements that pass and that do not, and how often each kind of rule does either. */
export const LEAST = { allowed: 64, refused: 64, kind: 6 } as const;
/** Of each of the engine's own reasons that the players can run into, per token. */
const LEAST_REASON = 2;
/** Wallets that get units before anything is transferred. */
const FIRST_HOLDERS = 14;
/** Rounds of the search for movements that show what was not shown yet. */
const ROUNDS = 40;
const CANDIDATES = 300;
/** Movements that would pass, of which is read what they would show. */
const LOOKED_AT = 24;
/** Kinds of movements that each token shows before it ends with a recovery. */
const KINDS = 6;

export type Played = {
  readonly attempts: readonly Attempt[];
  /** How often each kind of rule refused first, and was passed: its scope matched, it was judged, and the movement was allowed. */
  readonly kinds: Readonly<Record<RuleKind, { readonly refused: number; readonly passed: number }>>;
};

export type PlayParameters = AttemptParameters & {
  readonly seed: number;
  readonly progress: (words: string) => void;
};

/** Makes movements of both tokens until everything was shown. */
export async function play(parameters: PlayParameters): Promise<Played> {
  const { reader, stage, seed, progress } = parameters;
  const attempts: Attempt[] = [];
  const refused = new Map<string, number>();
  const passed = new Map<RuleKind, number>();
  const made = new Set<string>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  const lacks = (map: ReadonlyMap<string, number>, key: string, least: number) => (map.get(key) ?? 0) < least;

  for (const on of stage.tokens) {
    const half = { allowed: LEAST.allowed / stage.tokens.length, refused: LEAST.refused / stage.tokens.length };
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
    const judgedKinds = async (movement: Movement): Promise<ReadonlySet<RuleKind>> => {
      const { facts } = await readFacts(reader, movement);
      return new Set(judgedRules(on.program, facts, movement).flatMap((i) => on.program.rules[i]?.kind ?? []));
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
    for (const [i, to] of acrossLanes(eligible, stage).slice(0, FIRST_HOLDERS).entries()) {
      const probe = movements.find((one) => one.to === to);
      if (probe !== undefined) await make({ ...probe, amount: probe.amount * BigInt(2 + (i % 7)) });
    }
    await troubles(parameters, on, { holdings, make, eligible });
    const lost = await orders(parameters, on, { holdings, make });

    const dice = diceOf(seed + attempts.length);
    for (let round = 0; round < ROUNDS; round++) {
      const lacking = RULE_KIND_NAMES.filter(
        (kind) =>
          on.program.rules.some((rule) => rule.kind === kind) &&
          (lacks(refused, kind, LEAST.kind) || lacks(passed, kind, LEAST.kind)),
      );
      if (lacking.length === 0 && own.allowed >= half.allowed && own.refused >= half.refused && own.kinds.size >= KINDS)
        break;
      const spender = stage.crew.spender.address;
      const found = candidates({ on, dice, holdings, eligible, others, spender }, CANDIDATES);
      const answers = await ask(found);
      // Refusals first: they change nothing.
      const seen = new Map<string, number>();
      for (const [i, movement] of found.entries()) {
        const kind = firstOf(answers[i]);
        if (kind === undefined || (seen.get(kind) ?? 0) >= 3) continue;
        const wanted = lacks(refused, kind, LEAST.kind) || (own.refused < half.refused && lacks(own.reasons, kind, 8));
        if (!wanted) continue;
        count(seen, kind);
        await make(movement);
      }
      let left = 6;
      for (const movement of found.filter((_, i) => answers[i]?.allowed).slice(0, LOOKED_AT)) {
        if (left === 0) break;
        const judged = await judgedKinds(movement);
        const shows = [...judged].some((kind) => lacks(passed, kind, LEAST.kind)) || !own.kinds.has(movement.kind);
        if (!shows && own.allowed >= half.allowed) continue;
        left--;
        await make(movement);
      }
    }
    await recoverLost(parameters, on, lost, { holdings, make });
  }
  return {
    attempts,
    kinds: Object.fromEntries(
      RULE_KIND_NAMES.map((kind) => [kind, { refused: refused.get(kind) ?? 0, passed: passed.get(kind) ?? 0 }]),
    ) as Played["kinds"],
  };
}

const firstOf = (verdict: Verdict | undefined): FindingKind | undefined =>
  verdict?.allowed === false ? verdict.first.kind : undefined;

/** The wallets in such an order that those of different lanes take turns. */
function acrossLanes(wallets: readonly Address[], { players }: Stage): readonly Address[] {
  const laneOf = new Map(
    players.enrolments.flatMap(({ wallets: own, facts }) => own.map((one): [Address, number] => [one, facts.lane])),
  );
  const turns = new Map<number, number>();
  const placed = wallets.map((wallet) => {
    const lane = laneOf.get(wallet) ?? 0;
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

type Hands = {
  readonly holdings: ReadonlyMap<Address, bigint>;
  readonly make: (movement: Movement) => Promise<void>;
  readonly eligible: readonly Address[];
};

/** What the engine refuses under every program: pauses, freezes, unknown wallets, missing units and allowances. */
async function troubles(
  { sender, stage }: AttemptParameters,
  { token }: StagedToken,
  { holdings, make, eligible }: Hands,
): Promise<void> {
  const { transferAgent, guardian, spender } = stage.crew;
  const holders = [...holdings].filter(([, units]) => units > 0n).map(([wallet]) => wallet);
  const [a = zeroAddress, b = zeroAddress, c = zeroAddress, d = zeroAddress] = holders;
  const to = eligible.at(-1) ?? b;
  const units = (wallet: Address) => holdings.get(wallet) ?? 0n;
  const transfer = (from: Address, receiver: Address, amount: bigint): Movement => ({
    kind: "transfer",
    token,
    from,
    to: receiver,
    amount,
  });

  for (let i = 1n; i <= BigInt(LEAST_REASON); i++) {
    await make(transfer(a, ESTATE, units(a) / (i + 1n)));
    await make(transfer(a, to, units(a) + i));
    await make({ ...transfer(b, to, units(b) / (i + 1n)), spender: spender.address });
  }
  const holder = stage.players.wallets.get(b);
  if (holder !== undefined) {
    await sender.send(holder, change.approve({ token, spender: spender.address, amount: units(b) }));
  }
  await sender.send(transferAgent, change.freezeWallet({ token, wallet: c, frozen: true }));
  await make(transfer(c, a, units(c) / 2n));
  await make(transfer(a, c, units(a) / 2n));
  // An order of a court reaches frozen units, and leaves the books right.
  await make({ ...transfer(c, a, units(c) / 2n), kind: "forced" });
  await sender.send(transferAgent, change.freezeWallet({ token, wallet: c, frozen: false }));
  await sender.send(transferAgent, change.freezeUnits({ token, wallet: d, units: units(d) }));
  await make(transfer(d, a, units(d) / 2n));
  await sender.send(transferAgent, change.freezeUnits({ token, wallet: d, units: 0n }));
  await sender.send(guardian, change.pause({ token }));
  await make(transfer(a, b, units(a) / 4n));
  await make(transfer(d, b, units(d) / 4n));
  await sender.send(transferAgent, change.unpause({ token }));
}
