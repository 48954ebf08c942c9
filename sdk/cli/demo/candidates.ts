import { type Address, zeroAddress } from "viem";
import { LANES, type MovementKind, RULE_KINDS, STRICTLY } from "../../kinds/index.js";
import type { CompiledProgram } from "../../program/index.js";
import type { Movement } from "../../verdict/index.js";
import type { StagedToken } from "./stage.js";

/** Numbers from 0 up to but not including `below`, the same in every run. */
export type Dice = (below: number) => number;

/** A linear congruential generator: enough to shuffle a demo. */
export function diceOf(seed: number): Dice {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & ((1n << 64n) - 1n);
    return Number(((state >> 33n) * BigInt(below)) >> 31n);
  };
}

/** Who holds what of one token, as the attempts made it. */
export type Holdings = ReadonlyMap<Address, bigint>;

export type CandidatesParameters = {
  readonly on: StagedToken;
  readonly dice: Dice;
  readonly holdings: Holdings;
  /** Wallets whom the token's rules would let acquire, and all others. */
  readonly eligible: readonly Address[];
  readonly others: readonly Address[];
  /** Who moves units of others. */
  readonly spenders: readonly Address[];
  /** How an investor is counted. */
  readonly laneOf: (wallet: Address) => number;
};

const KINDS: readonly MovementKind[] = [
  "transfer",
  "transfer",
  "transfer",
  "transfer",
  "mint",
  "mint",
  "burn",
  "forced",
  "transmission",
];

/** Movements that may pass or not, with amounts next to the limits of the token's rules and to what people hold. */
export function candidates(parameters: CandidatesParameters, count: number): readonly Movement[] {
  const { on, dice, holdings, eligible, others, spenders, laneOf } = parameters;
  const limits = [...limitsOf(on.program), ...sharesOf(on.program, holdings)];
  const holders = [...holdings].filter(([, units]) => units > 0n).map(([wallet]) => wallet);
  const pick = <T>(items: readonly T[]): T | undefined => items[dice(items.length)];
  /** Each lane as often as any other, however many are in it. */
  const ofSomeLane = (wallets: readonly Address[]): (() => Address | undefined) => {
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      wallets.filter((wallet) => laneOf(wallet) === lane),
    ).filter(({ length }) => length > 0);
    return () => pick(pick(lanes) ?? []);
  };
  const [someHolder, someEligible, someOther] = [ofSomeLane(holders), ofSomeLane(eligible), ofSomeLane(others)];
  const found: Movement[] = [];
  for (let i = 0; i < count; i++) {
    const kind = pick(KINDS) ?? "transfer";
    const from = kind === "mint" ? zeroAddress : (someHolder() ?? zeroAddress);
    const receiver = dice(4) === 0 ? someOther() : dice(2) === 0 ? someHolder() : someEligible();
    const to = kind === "burn" ? zeroAddress : (receiver ?? zeroAddress);
    const held = holdings.get(from) ?? 0n;
    const near = (units: bigint) => [units - 1n, units, units + 1n];
    const amounts = [
      ...limits.flatMap(near),
      // What leaves the sender next to a limit, and the receiver too.
      ...limits.flatMap((limit) => near(held - limit)),
      ...limits.flatMap((limit) => near(limit - (holdings.get(to) ?? 0n))),
      ...[held, held, held, held / 2n, held / 3n, held + 1n],
    ].filter((units) => units > 0n);
    const amount = pick(amounts) ?? 1n;
    const by = kind === "transfer" && dice(5) === 0 ? pick(spenders) : undefined;
    if (kind !== "mint" && from === zeroAddress) continue;
    found.push({ kind, token: on.token, ...(by === undefined ? {} : { spender: by }), from, to, amount });
  }
  return found;
}

/** Amounts at which rules on a share of what is outstanding turn, in units. */
const sharesOf = ({ rules }: CompiledProgram, holdings: Holdings): readonly bigint[] => {
  const supply = [...holdings.values()].reduce((sum, units) => sum + units, 0n);
  const shares = rules.filter(({ kind }) => RULE_KINDS[kind].limit.meaning === "basisPoints");
  return shares.map(({ limit }) => (limit * supply) / 10_000n);
};

/** Amounts at which rules of a program turn, in units, ascending. */
export function limitsOf({ rules }: CompiledProgram): readonly bigint[] {
  const limits = rules.flatMap(({ kind, limit, window }) => {
    const { meaning } = RULE_KINDS[kind].limit;
    if (RULE_KINDS[kind].unit !== "units" || meaning === "none" || meaning === "basisPoints") return [];
    return meaning === "floor" ? [(limit * BigInt(window % STRICTLY)) / 10_000n] : [limit];
  });
  return [...new Set(limits)].sort((one, other) => (one < other ? -1 : 1));
}
