import { type Address } from "viem";
import { type Issue } from "../errors/index.js";
import { MOST_UNITS } from "../kinds/index.js";
import { readLot } from "../program/index.js";
import { type Scheme } from "../rulebook/index.js";
import { type Holder, type HolderWallet } from "./types.js";
import {
  type Read,
  readCountry,
  readInvestor,
  readLane,
  readLots,
  readMask,
  readOwners,
  readRegion,
  readTime,
  readTokens,
  readUnits,
  readWallet,
  readYesNo,
} from "./values.js";

/** What a row may say. */
export const COLUMNS = [
  ...["investor", "wallet", "country", "region", "lane", "statuses", "states", "kycUntil", "statusUntil"],
  ...["units", "tokens", "frozen", "held", "walletFrozen", "lots", "owners"],
] as const;
export type Column = (typeof COLUMNS)[number];

/** What is said of one wallet, as text; what is left out is empty. */
export type Row = {
  readonly text: Readonly<Partial<Record<Column, string>>>;
  /** Where that is, as issues write it. */
  readonly place: (column: Column) => string;
};

type Facts = Omit<Holder, "wallets">;
type Drawn = { readonly row: Row; readonly facts: Facts; readonly wallet: HolderWallet };

/** Wallets that an investor may have. */
const MOST_WALLETS = 8;
/** Facts that all rows of an investor repeat; lots and owners stand in one of them, or in several alike. */
const REPEATED = ["country", "region", "lane", "statuses", "states", "kycUntil", "statusUntil"] as const;
const ONCE = ["lots", "owners"] as const;

/**
 * @internal
 * Investors from rows, ascending; and everything that is wrong with the rows, in their order.
 *
 * @param decimals Of the token; null: nobody said.
 */
export function readRows(
  rows: readonly Row[],
  { scheme, decimals }: { readonly scheme: Scheme | null; readonly decimals: number | null },
): { readonly holders: readonly Holder[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const drawn = rows.flatMap((row) => drawRow(row, { scheme, decimals, issues }) ?? []);
  findTwice(drawn, issues);
  const holders = [...groupsOf(drawn).values()].map((group) => holderOf(group, issues));
  return { holders: holders.sort(byInvestor), issues };
}

const byInvestor = (one: Holder, other: Holder): number => (one.investor < other.investor ? -1 : 1);

function drawRow(
  row: Row,
  context: { readonly scheme: Scheme | null; readonly decimals: number | null; readonly issues: Issue[] },
): Drawn | undefined {
  const { scheme, decimals, issues } = context;
  let sound = true;
  const draw = <T>(column: Column, none: T, read: (text: string) => Read<T>): T => {
    const text = row.text[column] ?? "";
    const found = read(text);
    if ("value" in found) return found.value;
    sound = false;
    issues.push({
      path: row.place(column),
      message: text === "" ? `is missing, and ${found.must}` : found.must,
      value: text,
    });
    return none;
  };
  const facts: Facts = {
    investor: draw("investor", 0n, readInvestor),
    country: draw("country", 0, readCountry),
    region: draw("region", 0, (text) => readRegion(text, scheme)),
    lane: draw("lane", 0, (text) => readLane(text, scheme)),
    statuses: draw("statuses", 0, (text) => readMask(text, "statuses", scheme)),
    states: draw("states", 0, (text) => readMask(text, "states", scheme)),
    kycUntil: draw("kycUntil", 0n, readTime),
    statusUntil: draw("statusUntil", 0n, readTime),
    lots: draw<readonly bigint[]>("lots", [], readLots),
    owners: draw("owners", 0n, readOwners),
  };
  const units = draw("units", 0n, readUnits) + draw("tokens", 0n, (text) => readTokens(text, decimals));
  const wallet: HolderWallet = {
    address: draw<Address>("wallet", "0x", readWallet),
    units,
    frozen: draw("frozen", 0n, readUnits),
    held: draw("held", 0n, readUnits),
    walletFrozen: draw("walletFrozen", false, readYesNo),
  };
  return sound ? { row, facts, wallet } : undefined;
}

/** A wallet in two rows, whatever the case of its letters. */
function findTwice(drawn: readonly Drawn[], issues: Issue[]): void {
  const seen = new Map<string, Row>();
  for (const { row, wallet } of drawn) {
    const key = wallet.address.toLowerCase();
    const before = seen.get(key);
    if (before === undefined) seen.set(key, row);
    else
      issues.push({
        path: row.place("wallet"),
        message: `is in ${before.place("wallet")} already: a wallet has one investor, and one place`,
        value: wallet.address,
      });
  }
}

function groupsOf(drawn: readonly Drawn[]): ReadonlyMap<bigint, readonly [Drawn, ...Drawn[]]> {
  const groups = new Map<bigint, [Drawn, ...Drawn[]]>();
  for (const one of drawn) {
    const group = groups.get(one.facts.investor);
    if (group === undefined) groups.set(one.facts.investor, [one]);
    else group.push(one);
  }
  return groups;
}

/** One investor, from its rows: they may not contradict each other. */
function holderOf(group: readonly [Drawn, ...Drawn[]], issues: Issue[]): Holder {
  const [first, ...rest] = group;
  const { facts } = first;
  for (const { row, facts: others } of rest)
    for (const column of REPEATED) if (others[column] !== facts[column]) contradicts(row, first.row, column, issues);
  const saying = (column: (typeof ONCE)[number]) => group.find(({ row }) => (row.text[column] ?? "") !== "") ?? first;
  for (const column of ONCE) {
    const one = saying(column);
    for (const { row, facts: others } of group)
      if ((row.text[column] ?? "") !== "" && String(others[column]) !== String(one.facts[column]))
        contradicts(row, one.row, column, issues);
  }
  const wallets = group.map(({ wallet }) => wallet);
  const place = (column: Column) => (rest.at(-1) ?? first).row.place(column);
  if (wallets.length > MOST_WALLETS)
    issues.push({
      path: place("investor"),
      message: `has ${wallets.length} wallets in all, and may have at most ${MOST_WALLETS}`,
      value: String(facts.investor),
    });
  const { lots } = saying("lots").facts;
  const units = wallets.reduce((sum, wallet) => sum + wallet.units, 0n);
  const inLots = lots.reduce((sum, lot) => sum + readLot(lot).units, 0n);
  if (lots.length > 0 && inLots !== units)
    issues.push({
      path: saying("lots").row.place("lots"),
      message: `are of ${inLots} units together, and must be of the ${units} that the investor holds`,
    });
  return { ...facts, lots, owners: saying("owners").facts.owners, wallets };
}

function contradicts(row: Row, before: Row, column: Column, issues: Issue[]): void {
  const said = before.text[column] ?? "";
  issues.push({
    path: row.place(column),
    message: `contradicts ${before.place(column)}, where the same investor has ${said === "" ? "none" : `"${said}"`}`,
    value: row.text[column] ?? "",
  });
}

/** What is wrong with the sum of units, which must be the supply if anybody says how much that is. */
export function findSumFault(sum: bigint, supply: bigint | undefined, path: string): readonly Issue[] {
  if (sum > MOST_UNITS) return [{ path, message: `the units are ${sum} together, and must be at most 2 ** 112 - 1` }];
  if (supply === undefined || supply === sum) return [];
  const message = `is ${supply}, and the wallets hold ${sum} together: a wallet is missing, or one number is wrong`;
  return [{ path, message, value: String(supply) }];
}
