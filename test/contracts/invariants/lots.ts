import { ROLES } from "../../../sdk/kinds/index.js";
import { text } from "./checks.js";
import { type Made } from "./increases.js";
import { partiesOf } from "./log.js";

const UNITS = (1n << 112n) - 1n;
const ISSUER = 1n << BigInt(ROLES.issuer);

/** What is left of lots once the oldest units are gone. */
function without(lots: readonly bigint[], amount: bigint): readonly bigint[] {
  let gone = amount;
  return lots.flatMap((word) => {
    const taken = gone < (word & UNITS) ? gone : word & UNITS;
    gone -= taken;
    return taken === (word & UNITS) ? [] : [word - taken];
  });
}

/** Where lots are kept the oldest units leave first; and what the issuer sells opens the tranche that it is of, and nothing else opens or closes one. */
export function wrongLots({ attempt, index, program, before, after }: Made): readonly string[] {
  const { sender, receiver } = partiesOf(before, attempt);
  const [was, is] = [before.tokens[index]!, after.tokens[index]!];
  if (was.lotsFrom === 0n || attempt.amount === 0n || sender?.investor === receiver?.investor) return [];
  const wanted = without(was.lots.get(sender?.investor ?? 0n) ?? [], attempt.amount);
  const found = is.lots.get(sender?.investor ?? 0n) ?? [];
  const sold = receiver !== undefined && (sender === undefined || (sender.statuses & ISSUER) !== 0n);
  const opened = sold ? (program.lots?.origins[Number(receiver.lane)] ?? 0) : undefined;
  const closed = was.closed.map((day, origin) => (origin === opened ? 0 : day));
  return [
    ...(text(found) === text(wanted)
      ? []
      : [`theOldestLeaveFirst: ${text(found)} of ${sender?.investor}, wanted ${text(wanted)}`]),
    ...(text(is.closed) === text(closed)
      ? []
      : [`whatTheIssuerSellsIsOpen: ${text(is.closed)}, wanted ${text(closed)}`]),
  ];
}
