import { type Address, getAddress, numberToHex } from "viem";
import { type Holder, type HolderWallet, type Register } from "../../../sdk/register/index.js";

// Builders of what the pure functions take.

export const wallet = (number: number, some: Partial<HolderWallet> = {}): HolderWallet => ({
  address: addressOf(number),
  ...{ units: 0n, frozen: 0n, held: 0n, walletFrozen: false },
  ...some,
});

export const addressOf = (number: number): Address => getAddress(numberToHex(0xcd_0000_0000 + number, { size: 20 }));

/** With every letter in the other case. */
export const mistyped = (address: string): string =>
  `0x${address.slice(2).replace(/[a-f]/gi, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()))}`;

/** Unix seconds, later than any test. */
export const FRESH = 4_000_000_000n;

/** Somebody of the United States and lane 3 who holds so many units in one wallet. */
export const holder = (investor: number, units: bigint, some: Partial<Holder> = {}): Holder => ({
  ...{ investor: BigInt(investor), country: 840, region: 0, lane: 3, statuses: 0, states: 0 },
  ...{ kycUntil: FRESH, statusUntil: FRESH, lots: [], owners: 0n },
  wallets: [wallet(investor, { units })],
  ...some,
});

/** Of these holders, as a file has it. */
export const register = (holders: readonly Holder[], some: Partial<Register> = {}): Register => ({
  ...{ token: null, at: null, scheme: null, decimals: null, unrecorded: [], lotsSince: null, tranches: null },
  supply: holders.reduce((sum, { wallets }) => wallets.reduce((own, { units }) => own + units, sum), 0n),
  holders,
  ...some,
});
