import { type Address, type Hex } from "viem";
import { type ManagerRole } from "../../../../sdk/change/index.js";
import { type Random } from "../../../differential/random.js";
import { type RawAttempt } from "../../../fixtures/raw.js";
import { type State, type TokenState } from "../state.js";
import { type Memory, type World } from "../world.js";

/** What a step chooses by. */
export type Chosen = {
  readonly world: World;
  readonly memory: Memory;
  readonly state: State;
  readonly random: Random;
  /** The token that a step of the token's functions is about. */
  readonly token: TokenState;
};

/** One call, and what is known of it beforehand. */
export type Choice = {
  readonly args: readonly unknown[];
  /** Who calls, if not the member of the role. */
  readonly from?: string | undefined;
  /** A call of another contract, which makes this one. */
  readonly through?: { readonly to: Address; readonly data: Hex } | undefined;
  /** What a second transfer agent files before: this very call, or the document for a forced movement. */
  readonly files?: "order" | readonly (readonly [from: string, to: string, amount: bigint])[] | undefined;
  /** What moves first, as the engine's views take it; and what moves after it. */
  readonly movement?: (RawAttempt & { readonly rest?: readonly RawAttempt[] }) | undefined;
  /** Of a movement that enforces a hold: which. The token says what stands against it. */
  readonly enforces?: bigint | undefined;
  /** Whether it succeeds, if the step knows so from the state before. */
  readonly expected?: boolean | undefined;
  /** What is to be remembered if it does. */
  readonly remember?: ((time: bigint) => void) | undefined;
};

export type Step = {
  /** As the ABI has it, with what it takes. */
  readonly signature: string;
  readonly target: "engine" | "token";
  /** `anyone`: asks nobody. `own`: of the caller's own things. `never`: refuses everybody but the engine itself. */
  readonly role: ManagerRole | "anyone" | "own" | "never";
  /** How often, beside 1. */
  readonly weight?: number;
  /** What others it waits for: by which it can succeed, made before it, if need be several times. */
  readonly after?: readonly string[];
  /** With which others but these never succeed: errors by name. */
  readonly others?: readonly string[];
  readonly choose: (given: Chosen) => Choice | undefined | Promise<Choice | undefined>;
};

export const DOCUMENT: Hex = `0x${"17".repeat(32)}`;
export const NOBODY: Address = `0x${"00".repeat(20)}`;

/** Of all who have a role, a token or the engine's ear. */
export const anyCaller = ({ world, random }: Chosen): string =>
  random.pick([...Object.values(world.actors).map(({ address }) => address), ...world.wallets]);

/** Mostly one that the registry knows and that is no suspense account. */
export function knownWallet({ world, state, random }: Chosen): Address {
  const known = world.wallets.filter((wallet) => {
    const record = state.records.get(wallet)!;
    return record.investor !== 0n && (record.states & 8n) === 0n;
  });
  return random.oneIn(20) || known.length === 0 ? random.pick(world.wallets) : random.pick(known);
}

/** Mostly one with units. */
export function fullWallet(given: Chosen): Address {
  const { token, random, world } = given;
  const full = world.wallets.filter((wallet) => token.balances.get(wallet)! > 0n && wallet !== token.at);
  return random.oneIn(15) || full.length === 0 ? knownWallet(given) : random.pick(full);
}

/** Often all of it, sometimes one more than all, sometimes nothing. */
export function partOf({ token, random }: Chosen, wallet: Address): bigint {
  const units = token.balances.get(wallet)!;
  if (random.oneIn(4)) return units;
  if (random.oneIn(12)) return units + 1n;
  return random.oneIn(15) ? 0n : random.amount(units || 1n);
}

/** No record, at present. */
export function freeWallet({ world, state, random }: Chosen): Address | undefined {
  const free = world.wallets.filter((wallet) => state.records.get(wallet)!.investor === 0n);
  return free.length === 0 ? undefined : random.pick(free);
}

/** Tokens of the registry that the investor holds by the engine's bits, ascending. */
export function tokensOf({ world, state }: Chosen, investor: bigint): readonly Address[] {
  const holds = [
    ...state.tokens.filter(({ holders }) => holders.has(investor)).map(({ at }) => at),
    ...(state.hostileHolders.has(investor) ? [world.hostileAt] : []),
    ...(state.heldHolders.has(investor) ? [world.heldAt] : []),
  ];
  return holds.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}

/** Unix seconds around the state's own: now, past, soon, or for long. */
export const someTime = ({ state, random }: Chosen): bigint =>
  random.pick([
    state.time + 4_000_000n,
    state.time + 90_000n * BigInt(random.int(20)),
    state.time + 1n,
    4_000_000_000n,
  ]);
