import type { Address, Hex } from "viem";
import { packWord, RECORD_WORD, type Rule, ruleMovements, WALLET_STATE_WORD } from "../../../sdk/kinds/index.js";
import type { Facts, ProgramParts } from "../../../sdk/program/index.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import { someRule, type SomeRule } from "../../fixtures/rules.js";

// Builders of what the pure functions take: each gives a passing case, and its argument breaks it.

export const TOKEN: Address = "0x00000000000000000000000000000000000000f0";
export const SENDER: Address = "0x00000000000000000000000000000000000000a1";
export const RECEIVER: Address = "0x00000000000000000000000000000000000000b2";
export const SPENDER: Address = "0x00000000000000000000000000000000000000c3";
export const ZERO: Address = "0x0000000000000000000000000000000000000000";
export const PROVISION: Hex = `0x${"11".repeat(32)}`;
export const RULEBOOK: Hex = `0x${"22".repeat(32)}`;

/** 2027-01-01 00:00 UTC, in unix seconds. */
export const NOW = 1_798_761_600n;
export const US = 840;
export const FR = 250;
export const DE = 276;

export const TRANSFER = 1;
export const MINT = 2;
export const BURN = 4;

export const rule = (some: SomeRule): Rule =>
  someRule({ movements: ruleMovements(some.side ?? "receiver"), limit: 1n, ...some });

export const parts = (rules: readonly Rule[], countrySets: readonly (readonly number[])[] = []): ProgramParts => ({
  rules,
  countrySets,
  provisions: [PROVISION],
  rulebook: RULEBOOK,
});

type Values<L> = Partial<Readonly<Record<keyof L, number | bigint>>>;

/** Investor 7, in the US and lane 3, with fresh evidence. */
export const record = (some: Values<typeof RECORD_WORD> = {}): bigint =>
  packWord(
    RECORD_WORD,
    bigints({
      investor: 7n,
      country: US,
      lane: 3,
      wallets: 1,
      tokensHeld: 1,
      kycUntil: NOW + 1000n,
      statusUntil: NOW + 1000n,
      ...some,
    }),
  );

export const walletState = (some: Values<typeof WALLET_STATE_WORD>): bigint =>
  packWord(WALLET_STATE_WORD, bigints(some));

const bigints = <K extends string>(values: Partial<Readonly<Record<K, number | bigint>>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, BigInt(value as number)])) as Record<
    K,
    bigint
  >;

/** Investor 7 sends, who holds 1,000 units in one wallet; investor 8 receives, who holds 500. */
export const facts = (some: Partial<Facts> = {}): Facts => ({
  time: NOW,
  paused: false,
  importing: 0n,
  sender: record(),
  receiver: record({ investor: 8n }),
  senderState: 0n,
  receiverState: 0n,
  senderBalance: 1000n,
  receiverBalance: 500n,
  senderHolding: 1000n,
  receiverHolding: 500n,
  allowance: 0n,
  supply: 10_000n,
  senderHolds: true,
  receiverHolds: true,
  senderCounts: counts({ 3: 2 }),
  receiverCounts: counts({ 3: 2 }),
  totals: counts({ 3: 2 }),
  spender: 0n,
  senderLots: [],
  receiverLots: [],
  tranches: 0n,
  groups: [],
  senderOwners: 0n,
  owners: 0n,
  lookedThrough: 0n,
  halted: false,
  weeklyVolume: 0n,
  dailyVolume: 0n,
  receiverLeverage: 0n,
  senderEncumbered: 0n,
  readings: [],
  plugIns: [],
  ...some,
});

/** A receiver that holds nothing yet. */
export const NEW_RECEIVER = { receiverBalance: 0n, receiverHolding: 0n, receiverHolds: false } as const;

/** A Counts word of these holders by lane. */
export const counts = (byLane: Readonly<Record<number, number>>): bigint =>
  Object.entries(byLane).reduce((word, [lane, count]) => word | (BigInt(count) << (32n * BigInt(lane))), 0n);

/** A transfer of 100 units. */
export const movement = (some: Partial<Movement> = {}): Movement => ({
  kind: "transfer",
  token: TOKEN,
  from: SENDER,
  to: RECEIVER,
  amount: 100n,
  ...some,
});
