import { transferLeverage, type TransferLeverageReturnType, type VenueShare } from "../../leverage/index.js";
import { money } from "../../leverage/increaseWords.js";
import type { Finding } from "../../verdict/index.js";
import type { Page } from "../page.js";
import type { Question } from "../question.js";

type Behind = NonNullable<TransferLeverageReturnType>;

/** What stands behind a refusal for the receiver's leverage, if there is one and the reader may know it: the receiver itself, or the transfer agent. */
export async function behindLeverage(
  { reader, movement, at, audience, asOf, programId }: Question,
  findings: readonly Finding[],
): Promise<Behind | null> {
  const refused = findings.some(({ kind }) => kind === "mostLeverage");
  // What is asked for another time, or under another program, is not what venues have reported.
  if (!refused || audience === "sender" || asOf !== undefined || programId !== undefined) return null;
  const behind = await transferLeverage(reader, { token: movement.token, wallet: movement.to, block: at });
  return behind === null || audience === "agent" ? behind : ownOnly(behind);
}

/** Who is controlled reads of its own accounts, and not of those of who controls it. */
export const ownOnly = <Of extends Pick<Behind, "investor" | "head" | "shares">>(found: Of): Of =>
  found.investor === found.head
    ? found
    : { ...found, shares: found.shares.filter((share) => share.investor === found.investor) };

/** For JSON: amounts are in cents. */
export const leverageOf = (behind: Behind | null) => (behind === null ? {} : { leverage: behind });

/** For people. */
export const shareLines = ({ all, shares }: Behind, page: Page): readonly string[] => [
  "",
  page.paint("bold", page.text(`The receiver at ${shares.length} venue${shares.length === 1 ? "" : "s"}:`)),
  page.field("notional", money(all.notional), 2),
  page.field("equity", money(all.equity), 2),
  ...shares.map((share) => page.text(shareText(share), 2)),
];

const BECAUSE: Readonly<Record<VenueShare["because"], string>> = {
  onChain: "read on chain",
  portable: "portable",
  ownMargin: "what serves its own initial margin",
  noFigures: "it publishes no figures",
};

/** One venue, in a line. */
export const shareText = ({ venue, kind, equity, counted, notional, because, overdue }: VenueShare): string =>
  `· venue ${venue} (${kind}): notional ${money(notional)}; equity ${money(equity)}, of which ${money(counted)} counts (${BECAUSE[because]})${overdue ? "; overdue" : ""}`;
