import { type Address, getAddress, type Hex, isAddress } from "viem";
import { type Issue, RegisterInvalidError } from "../errors/index.js";
import { TRANCHE_BITS } from "../kinds/index.js";
import { hashScheme, type Scheme, SCHEMES } from "../rulebook/index.js";
import { issuesOf } from "../rulebook/issues.js";
import { type Column, findSumFault, readRows, type Row } from "./rows.js";
import { RegisterFile, type WrittenInvestor } from "./schema.js";
import { type HolderWallet, type Register } from "./types.js";

export type ParseRegisterParameters = {
  /** Which names lanes, statuses, states and regions. Default: the one that Weighbridge ships under the file's `scheme`. */
  readonly scheme?: Scheme | undefined;
};
export type ParseRegisterReturnType = Register;
export type ParseRegisterErrorType = RegisterInvalidError;

/**
 * Checks that a value is a register of holders, `weighbridge.register/1`, and types it. A wallet without units has none; nothing else is filled in.
 * Pure.
 *
 * @param input What `JSON.parse` made of a register's file.
 * @throws {RegisterInvalidError} when anything is wrong: a wallet twice, an unknown country, region, status or lane, units without an investor, too
 * many units or wallets, lots unlike the holding, a supply unlike the sum. Lists every issue with its path.
 * @example const register = parseRegister(JSON.parse(readFileSync("register.json", "utf8")));
 */
export function parseRegister(
  input: unknown,
  { scheme: given }: ParseRegisterParameters = {},
): ParseRegisterReturnType {
  const result = RegisterFile.safeParse(input);
  if (!result.success) throw new RegisterInvalidError({ issues: issuesOf(result.error, input) });
  const file = result.data;
  const { scheme, hash, issues: ofScheme } = schemeOf(file.scheme, given);
  const { holders, issues } = readRows(file.investors.flatMap(rowsOf), { scheme, decimals: file.decimals ?? null });
  const { wallets: unrecorded, issues: ofOthers } = unrecordedOf(
    file,
    holders.flatMap(({ wallets }) => wallets),
  );
  const units = (wallets: readonly HolderWallet[]) => wallets.reduce((sum, wallet) => sum + wallet.units, 0n);
  const sum = holders.reduce((all, { wallets }) => all + units(wallets), units(unrecorded));
  const found = [...ofScheme, ...ofToken(file), ...numberedTwice(file.investors), ...once(issues), ...ofOthers];
  const ofSum =
    found.length > 0 ? [] : findSumFault(sum, file.supply === undefined ? undefined : BigInt(file.supply), "supply");
  if (found.length + ofSum.length > 0) throw new RegisterInvalidError({ issues: [...found, ...ofSum] });
  const { at, tranches } = file;
  return {
    token: file.token === undefined ? null : getAddress(file.token),
    at: at === undefined ? null : { ...at, hash: at.hash as Hex, number: BigInt(at.number), time: BigInt(at.time) },
    scheme: hash,
    decimals: file.decimals ?? null,
    supply: sum,
    holders,
    unrecorded,
    lotsSince: file.lotsSince ?? null,
    tranches:
      tranches?.reduce((word, day, origin) => word | (BigInt(day) << BigInt(origin * TRANCHE_BITS)), 0n) ?? null,
  };
}

/** What is wrong with an investor's facts is found at each wallet. */
const once = (issues: readonly Issue[]): readonly Issue[] => [
  ...new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue])).values(),
];

/** By what the file calls it: an id or a hash. */
function schemeOf(
  written: string | undefined,
  given: Scheme | undefined,
): { readonly scheme: Scheme | null; readonly hash: Hex | null; readonly issues: readonly Issue[] } {
  const isIt = (scheme: Scheme) => scheme.id === written || hashScheme(scheme) === written;
  const isHash = written !== undefined && /^0x[0-9a-f]{64}$/.test(written);
  const scheme = given ?? Object.values<Scheme>(SCHEMES).find(isIt) ?? null;
  if (scheme === null) {
    if (written === undefined || isHash) return { scheme, hash: isHash ? (written as Hex) : null, issues: [] };
    const known = Object.keys(SCHEMES).join(", ");
    return {
      scheme,
      hash: null,
      issues: [{ path: "scheme", message: `must be a known scheme: ${known}`, value: written }],
    };
  }
  if (written === undefined || isIt(scheme)) return { scheme, hash: hashScheme(scheme), issues: [] };
  const message = `must be "${scheme.id}", the scheme that the register is read by`;
  return { scheme, hash: null, issues: [{ path: "scheme", message, value: written }] };
}

const ofToken = ({ token }: RegisterFile): readonly Issue[] =>
  token === undefined || isAddress(token)
    ? []
    : [{ path: "token", message: "must be an address, in lower case or with its checksum", value: token }];

/** An investor stands in a file once, with all wallets. */
function numberedTwice(investors: readonly WrittenInvestor[]): readonly Issue[] {
  const seen = new Map<number, number>();
  return investors.flatMap(({ number }, index) => {
    const before = seen.get(number);
    if (before === undefined) seen.set(number, index);
    if (before === undefined) return [];
    const message = `is investors[${before}] already: an investor stands once, with all wallets`;
    return [{ path: `investors[${index}].number`, message, value: number }];
  });
}

const text = (value: string | number | null | undefined): string => String(value ?? "");

/** Each wallet with what is said of its investor. */
function rowsOf(investor: WrittenInvestor, index: number): readonly Row[] {
  const { country, region, lane, kycUntil, statusUntil, statuses, states, wallets, lots = [], owners = [] } = investor;
  return wallets.map((written, number): Row => {
    const wallet = typeof written === "string" ? { address: written } : written;
    return {
      text: {
        ...{ investor: text(investor.number), wallet: wallet.address, country: text(country), region: text(region) },
        ...{ lane: text(lane), kycUntil: text(kycUntil), statusUntil: text(statusUntil) },
        ...{ statuses: statuses.join(" "), states: states.join(" "), owners: owners.join(" ") },
        ...{ units: text(wallet.units), frozen: text(wallet.frozen), held: text(wallet.held) },
        walletFrozen: wallet.walletFrozen === true ? "yes" : "no",
        lots: lots.map(({ day, origin, units }) => `${day}:${origin}:${units}`).join(" "),
      },
      place: (column) => `investors[${index}]${placeOf(column, number, typeof written === "string")}`,
    };
  });
}

const OF_WALLET: readonly Column[] = ["units", "frozen", "held", "walletFrozen"];
function placeOf(column: Column, wallet: number, plain: boolean): string {
  if (column === "wallet") return `.wallets[${wallet}]${plain ? "" : ".address"}`;
  if (OF_WALLET.includes(column)) return `.wallets[${wallet}].${column}`;
  return `.${column === "investor" ? "number" : column}`;
}

function unrecordedOf(
  { unrecorded = [] }: RegisterFile,
  recorded: readonly HolderWallet[],
): { readonly wallets: readonly HolderWallet[]; readonly issues: readonly Issue[] } {
  const known = new Set(recorded.map(({ address }) => address.toLowerCase()));
  const issues = unrecorded.flatMap(({ address }, index): readonly Issue[] => {
    const path = `unrecorded[${index}].address`;
    if (!isAddress(address)) return [{ path, message: "must be an address", value: address }];
    if (known.has(address.toLowerCase())) return [{ path, message: "stands in the register already", value: address }];
    known.add(address.toLowerCase());
    return [];
  });
  const wallets = unrecorded.map(({ address, units, frozen, held, walletFrozen }) => ({
    address: address as Address,
    units: BigInt(units ?? 0),
    frozen: BigInt(frozen ?? 0),
    held: BigInt(held ?? 0),
    walletFrozen: walletFrozen ?? false,
  }));
  return { wallets, issues };
}
