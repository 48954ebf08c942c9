import { ORIGINS, TRANCHE_BITS } from "../kinds/index.js";
import { hashScheme, type Scheme, SCHEMES } from "../rulebook/index.js";
import { type Holder, type HolderWallet, type Register } from "./types.js";
import { writtenCountry, writtenCounts, writtenLots, writtenMask, writtenRegion, writtenTime } from "./written.js";

export type FormatRegisterParameters = {
  /** Which names lanes, statuses, states and regions. Default: the one that Weighbridge ships and the register names; with none, numbers are written. */
  readonly scheme?: Scheme | undefined;
};
/** One value that `JSON.stringify` takes: `parseRegister` reads the register from it again. */
export type FormatRegisterReturnType = {
  readonly format: "weighbridge.register/1";
  readonly investors: readonly Readonly<Record<string, unknown>>[];
} & Readonly<Record<string, unknown>>;

/**
 * Writes a register as `weighbridge.register/1`: names instead of numbers, amounts as decimal strings. Pure.
 *
 * @example writeFileSync("register.json", JSON.stringify(formatRegister(register), undefined, 2));
 */
export function formatRegister(
  register: Register,
  { scheme = shippedScheme(register) }: FormatRegisterParameters = {},
): FormatRegisterReturnType {
  const { token, at, decimals, supply, holders, unrecorded, lotsSince, tranches } = register;
  return {
    format: "weighbridge.register/1",
    ...(scheme === undefined ? (register.scheme === null ? {} : { scheme: register.scheme }) : { scheme: scheme.id }),
    ...(token === null ? {} : { token }),
    ...(at === null
      ? {}
      : { at: { chainId: at.chainId, number: String(at.number), hash: at.hash, time: Number(at.time) } }),
    ...(decimals === null ? {} : { decimals }),
    supply: String(supply),
    ...(lotsSince === null ? {} : { lotsSince }),
    ...(tranches === null ? {} : { tranches: daysOf(tranches) }),
    investors: holders.map((holder) => writtenInvestor(holder, scheme ?? null)),
    ...(unrecorded.length === 0 ? {} : { unrecorded: unrecorded.map(writtenWallet) }),
  };
}

/**
 * @internal
 * The scheme that a register names by its hash, if Weighbridge ships it.
 */
export const shippedScheme = ({ scheme }: Register): Scheme | undefined =>
  Object.values<Scheme>(SCHEMES).find((one) => hashScheme(one) === scheme);

const daysOf = (tranches: bigint): readonly number[] =>
  Array.from({ length: ORIGINS }, (_, origin) =>
    Number(BigInt.asUintN(TRANCHE_BITS, tranches >> BigInt(origin * TRANCHE_BITS))),
  );

function writtenInvestor(holder: Holder, scheme: Scheme | null): Readonly<Record<string, unknown>> {
  const { investor, country, region, lane, kycUntil, statusUntil, statuses, states, wallets, lots, owners } = holder;
  return {
    number: Number(investor),
    country: writtenCountry(country),
    region: writtenRegion(region, scheme),
    lane,
    kycUntil: writtenTime(kycUntil),
    statusUntil: writtenTime(statusUntil),
    statuses: writtenMask(statuses, "statuses", scheme),
    states: writtenMask(states, "states", scheme),
    wallets: wallets.map(writtenWallet),
    ...(lots.length === 0 ? {} : { lots: writtenLots(lots).map((lot) => ({ ...lot, units: String(lot.units) })) }),
    ...(owners === 0n ? {} : { owners: writtenCounts(owners) }),
  };
}

const writtenWallet = ({ address, units, frozen, held, walletFrozen }: HolderWallet) => ({
  address,
  units: String(units),
  ...(frozen === 0n ? {} : { frozen: String(frozen) }),
  ...(held === 0n ? {} : { held: String(held) }),
  ...(walletFrozen ? { walletFrozen } : {}),
});
