import type { Lot } from "../../sdk/program/index.js";

// One movement, and everything that law and chain may ask about it, in words of neither.

/** Somebody in the register, before the movement. Days are since 1970-01-01, UTC. */
export type Party = {
  readonly lane: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly region?: string | undefined;
  /** Statuses and roles, and states, as the scheme names them. */
  readonly has: readonly string[];
  readonly is: readonly string[];
  /** First days on which the evidence is stale. */
  readonly identityUntil: number;
  readonly statusesUntil: number;
  /** Token units, of these lots: all of one origin. */
  readonly holding: bigint;
  readonly lots: readonly Lot[];
};

export type Story = {
  readonly kind: "mint" | "transfer" | "burn";
  /** Of a mint and a burn the issuer stands for the other side. */
  readonly from: Party;
  readonly to: Party;
  readonly amount: bigint;
  readonly day: number;
  /** Of the day. */
  readonly seconds: number;
  /** Token units before the movement. */
  readonly supply: bigint;
  /** Holders by lane before the movement, in all, and in the country of who receives. */
  readonly holders: Readonly<Record<string, number>>;
  readonly holdersThere: Readonly<Record<string, number>>;
  /** Of these, those in the countries that are counted as one. */
  readonly holdersTogether: Readonly<Record<string, number>>;
  /** Owners behind nominees who stated them, these nominees, and the owners behind the sender, who is a nominee if there are any. */
  readonly owners: number;
  readonly lookedThrough: number;
  /** Days on which tranches were closed, by origin; left out: open. */
  readonly closed: Readonly<Record<number, number>>;
  /** Who moves another's units; undefined: nobody does. `registered`: it is in the registry. */
  readonly spender?: { readonly registered: boolean; readonly is: readonly string[] } | undefined;
  /** Within the windows, before the movement: units sent by the sender, and bought of the issuer by the receiver; other purchasers. */
  readonly sent: bigint;
  readonly bought: bigint;
  readonly purchasers: number;
  /** Whether the receiver is one of them already. */
  readonly isPurchaser: boolean;
  /** Units that the members of a group hold, before the movement, and those who are excluded from it. */
  readonly grouped: bigint;
  readonly excluded: bigint;
  readonly halted: boolean;
  /** Average weekly and daily volume, in token units; what has passed through venues today. */
  readonly weekly: bigint;
  readonly daily: bigint;
  readonly throughVenues: bigint;
};

/** By the issuer or a dealer, to somebody else: what the issuer keeps for itself is not sold yet. */
export const isSaleByIssuer = ({ kind, from, to }: Story): boolean =>
  kind !== "burn" &&
  !to.has.includes("issuer") &&
  (kind === "mint" || from.has.includes("issuer") || from.has.includes("dealer"));

/** The issuer takes units back, to cancel them or to keep them. */
export const isReturn = ({ kind, to }: Story): boolean => kind === "burn" || to.has.includes("issuer");

/** The lots of which the movement is: the oldest first. */
export function movedLots({ from, amount }: Story): readonly Lot[] {
  let left = amount;
  return from.lots.flatMap((lot) => {
    const units = lot.units < left ? lot.units : left;
    left -= units;
    return units === 0n ? [] : [{ ...lot, units }];
  });
}
