import type { Party } from "./parties.js";

/** What can happen to units of a token, by the number that the chain uses. Settlement is reserved: `check` answers KindUnsupported. */
export const MOVEMENTS = {
  transfer: 0,
  mint: 1,
  burn: 2,
  /** By order of a court or authority. */
  forced: 3,
  /** Gift, inheritance, divorce, merger, operation of law. */
  transmission: 4,
  /** Of a wallet whose key is lost: all it has, to another wallet of the same investor. */
  recovery: 5,
  settlement: 6,
  /** Of a blocked investor's units, under a licence of the authority. */
  licensed: 7,
} as const;

export type MovementKind = keyof typeof MOVEMENTS;

/** By number. */
export const MOVEMENT_NAMES = Object.keys(MOVEMENTS) as readonly MovementKind[];

/** The largest movement kind that an engine of this version judges. */
export const LAST_MOVEMENT = MOVEMENTS.licensed;

/** Movement kinds that an engine of this version judges, as a mask by number: all but settlement. */
export const WEIGHED_MOVEMENTS = 0xbf;

export const isWeighed = (kind: MovementKind): boolean => ((WEIGHED_MOVEMENTS >> MOVEMENTS[kind]) & 1) === 1;

/** Whether pauses and freezes give way to a movement of this kind: it takes frozen units too. */
export const isByOrder = (kind: MovementKind): boolean => kind === "forced" || kind === "licensed";

/** Movement kinds that a rule may name, as a mask by number: transfer, mint, burn, settlement. Rules never bind the others. */
export const RULE_MOVEMENTS = 0x47;

/** Whether rules may bind a movement of this kind at all. */
export const isRuled = (kind: MovementKind): boolean => ((RULE_MOVEMENTS >> MOVEMENTS[kind]) & 1) === 1;

/** Whether a movement of this kind takes units from somebody, and gives them to somebody. */
export const hasSender = (kind: MovementKind): boolean => kind !== "mint";
export const hasReceiver = (kind: MovementKind): boolean => kind !== "burn";

/** Movement kinds that a rule on this party may name, as a mask by number: none that lacks the party. */
export function ruleMovements(side: Party): number {
  const mint = 1 << MOVEMENTS.mint;
  const burn = 1 << MOVEMENTS.burn;
  // Only a transfer, and later a settlement, has a spender.
  if (side === "spender") return RULE_MOVEMENTS & ~mint & ~burn;
  return RULE_MOVEMENTS & ~(side === "sender" ? mint : 0) & ~(side === "receiver" ? burn : 0);
}
