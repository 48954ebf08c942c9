import { z } from "zod";

// The file of a register. Names of a scheme or numbers, amounts as decimal strings, times as days or unix seconds.

const Digits = z.string().regex(/^\d{1,78}$/, 'must be a whole number as a string, as "5000"');
const NumberOrName = z.union([z.int().min(0), z.string().min(1)], {
  error: "must be a name of the scheme, or a number",
});
const Time = z.union([z.int().min(0), z.string().min(1)], { error: "must be a day, as 2036-06-30, or unix seconds" });
const Address = z.string();

const Wallet = z.strictObject({
  address: Address,
  units: Digits.optional(),
  frozen: Digits.optional(),
  held: Digits.optional(),
  walletFrozen: z.boolean().optional(),
});

const Lot = z.strictObject({ day: z.iso.date(), origin: z.int().min(0).max(6), units: Digits });

const Investor = z.strictObject({
  number: z.int().min(1).max(0xffff_ffff),
  country: z.union([z.int().min(0), z.string()], { error: "must be a country's code, as US, or null" }).nullable(),
  region: NumberOrName.nullable().optional(),
  lane: NumberOrName,
  kycUntil: Time,
  statusUntil: Time,
  statuses: z.array(NumberOrName),
  states: z.array(NumberOrName),
  wallets: z.array(z.union([Address, Wallet], { error: "must be an address, or an object with one" })).min(1),
  lots: z.array(Lot).optional(),
  owners: z.array(z.int().min(0)).length(8, "must be the eight lanes 0 to 7").optional(),
});
export type WrittenInvestor = z.infer<typeof Investor>;
export type WrittenWallet = z.infer<typeof Wallet>;

const Pinned = z.strictObject({
  chainId: z.int().min(1),
  number: Digits,
  hash: z.string().regex(/^0x[0-9a-f]{64}$/, "must be a block's hash"),
  time: z.int().min(0),
});

export const RegisterFile = z.strictObject({
  format: z.literal("weighbridge.register/1"),
  note: z.string().optional(),
  seed: z.int().optional(),
  /** Id of a scheme, or its hash. */
  scheme: z.string().min(1).optional(),
  token: Address.optional(),
  at: Pinned.optional(),
  decimals: z.int().min(0).max(255).optional(),
  supply: Digits.optional(),
  lotsSince: z.int().min(1).optional(),
  /** Days on which tranches were closed, by origin. */
  tranches: z.array(z.int().min(0).max(0xffff_ffff)).length(7, "must be the seven origins 0 to 6").optional(),
  investors: z.array(Investor),
  unrecorded: z.array(Wallet).optional(),
});
export type RegisterFile = z.infer<typeof RegisterFile>;
