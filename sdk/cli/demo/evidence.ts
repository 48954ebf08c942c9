import { keccak256, stringToHex } from "viem";
import * as change from "../../change/index.js";
import { MODES } from "../../kinds/index.js";
import { pin } from "../../reader/index.js";
import type { AttemptParameters } from "./attempt.js";
import type { Holdings } from "./candidates.js";
import type { StagedToken } from "./stage.js";

const DAY = 86_400n;
/** Days since old units were bought, and since the distribution of a tranche ended: more than a year. */
const LONG_AGO = 500;
/** Investors whose lots are brought at once. */
const BROUGHT = 6;
/** Lane of the issuer's inventory and of intermediaries. */
const UNCOUNTED = 7;
/** Owners behind a nominee, by lane: more than an offering admits that looks through nominees. */
const MANY_OWNERS = { 1: 200, 2: 100 };

/** Hash of the text of the papers behind all that is brought. */
const PAPERS = keccak256(stringToHex("Papers of a transfer agent, made up for the demo"));

/**
 * What comes from outside the chain, so that time need not move: in every other round the transfer agent brings papers that show since when some
 * investors hold, and certifies that the tranches are complete; in the next it takes the certificate back. A nominee's statement comes once, and goes.
 */
export async function bringEvidence(
  { reader, sender, stage }: AttemptParameters,
  { token, program }: StagedToken,
  holdings: Holdings,
  round: number,
): Promise<void> {
  const { engine, crew, players } = stage;
  const kept = program.lots;
  if (kept === undefined) return;
  const holders = players.enrolments.flatMap(({ wallets, facts: { lane } }) => {
    const [wallet] = wallets;
    const units = wallets.reduce((sum, one) => sum + (holdings.get(one) ?? 0n), 0n);
    return wallet === undefined || units === 0n ? [] : [{ wallet, lane, units }];
  });
  const day = Number((await pin(reader, {})).time / DAY) - LONG_AGO;
  if (round % 2 === 1) {
    const first = holders.length === 0 ? 0 : (Math.floor(round / 2) * BROUGHT) % holders.length;
    for (const { wallet, lane, units } of holders.slice(first, first + BROUGHT)) {
      const lots = [{ day, origin: kept.origins[lane] ?? 0, units }];
      await sender.send(crew.transferAgent, change.setLots({ engine, token, wallet, lots, instrument: PAPERS }));
    }
  }
  const tranches = program.rules.some(({ kind }) => kind === "trancheClosedSince") ? new Set([0, ...kept.origins]) : [];
  for (const origin of round === 0 ? [] : tranches) {
    const closed = { engine, token, origin, day: round % 2 === 1 ? day : 0, instrument: PAPERS };
    await sender.send(crew.transferAgent, change.closeTranche(closed));
  }
  const nominee = holders.find(({ lane }) => lane === UNCOUNTED);
  const looksThrough = program.rules.some(({ modes }) => (modes >> MODES.beneficial) % 2 === 1);
  if (!looksThrough || nominee === undefined || round < 1 || round > 2) return;
  const owners = round === 1 ? MANY_OWNERS : {};
  const { wallet } = nominee;
  await sender.send(crew.registrar, change.stateOwners({ engine, token, wallet, owners, instrument: PAPERS }));
}
