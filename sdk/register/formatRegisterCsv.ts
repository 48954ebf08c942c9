import { type FormatRegisterParameters, shippedScheme } from "./formatRegister.js";
import { type Column } from "./rows.js";
import { type Holder, type Register } from "./types.js";
import { writtenCountry, writtenCounts, writtenLots, writtenMask, writtenRegion, writtenTime } from "./written.js";

export type FormatRegisterCsvReturnType = string;

const COLUMNS: readonly Column[] = [
  ...(["investor", "wallet", "country", "region", "lane", "statuses", "states", "kycUntil", "statusUntil"] as const),
  ...(["units", "frozen", "held", "walletFrozen", "lots", "owners"] as const),
];

/**
 * Writes the holders of a register as a table, one row a wallet, that spreadsheets and `parseRegisterCsv` read. What is said of the token as a whole has
 * no place in it: block, supply, tranches. Wallets without a record stand at its end without an investor, and are refused until they have one. Pure.
 *
 * @example writeFileSync("register.csv", formatRegisterCsv(register));
 */
export function formatRegisterCsv(
  register: Register,
  { scheme = shippedScheme(register) }: FormatRegisterParameters = {},
): FormatRegisterCsvReturnType {
  const rows = register.holders.flatMap((holder) => {
    const facts = cellsOf(holder);
    return holder.wallets.map((wallet, index) => ({
      ...facts,
      ...walletCells(wallet),
      ...(index > 0 ? NOT_AGAIN : {}),
    }));
  });
  const others = register.unrecorded.map(walletCells);
  const lines = [...rows, ...others].map((row: Cells) => COLUMNS.map((column) => row[column] ?? "").join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");

  function cellsOf({
    investor,
    country,
    region,
    lane,
    statuses,
    states,
    kycUntil,
    statusUntil,
    lots,
    owners,
  }: Holder): Cells {
    const named = scheme ?? null;
    return {
      investor: String(investor),
      country: String(writtenCountry(country) ?? ""),
      region: String(writtenRegion(region, named) ?? ""),
      lane: String(lane),
      statuses: writtenMask(statuses, "statuses", named).join(" "),
      states: writtenMask(states, "states", named).join(" "),
      kycUntil: String(writtenTime(kycUntil)),
      statusUntil: String(writtenTime(statusUntil)),
      lots: writtenLots(lots)
        .map(({ day, origin, units }) => `${day}:${origin}:${units}`)
        .join(" "),
      owners: owners === 0n ? "" : writtenCounts(owners).join(" "),
    };
  }
}

/** No cell has a separator, a quote, or what a spreadsheet would take for a formula: names, digits, addresses and days only. */
type Cells = Readonly<Partial<Record<Column, string>>>;

/** Said of an investor once. */
const NOT_AGAIN: Cells = { lots: "", owners: "" };

const walletCells = ({ address, units, frozen, held, walletFrozen }: Register["unrecorded"][number]): Cells => ({
  wallet: address,
  units: String(units),
  frozen: String(frozen),
  held: String(held),
  walletFrozen: walletFrozen ? "yes" : "no",
});
