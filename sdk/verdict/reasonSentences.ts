import { MOVEMENT_NAMES, type Reason } from "../kinds/index.js";
import type { SentenceContext } from "./context.js";
import type { Finding } from "./types.js";
import { grouped, tokens } from "./words.js";

type Say = (finding: Finding, context: SentenceContext) => string;

/** What each built-in reason says. */
export const REASON_SENTENCES: Readonly<Record<Reason, Say>> = {
  kindUnsupported: ({ measured }) =>
    `This engine does not judge movements of the kind ${MOVEMENT_NAMES[Number(measured)] ?? String(measured)}, and so allows none.`,
  programMissing: () => "No rules are in force for the token, and without rules nothing may move.",
  tokenUnreadable: () => "The token does not answer the engine's questions about balances, allowance or supply.",
  allowanceTooLow: ({ measured, limit }, context) =>
    `The sender lets the spender move ${tokens(measured, context)}; ${tokens(limit, context)} would move.`,
  tokenImporting: ({ measured, limit }, context) =>
    `The token's holders are still being recorded: ${tokens(measured, context)} of ${tokens(limit, context)} are.`,
  tokenPaused: () => "The token is paused.",
  walletUnknown: ({ party }) => `The ${party}'s wallet is not enrolled in the token's registry.`,
  investorBlocked: ({ party }) => `The ${party} is blocked: nothing may move to it or from it.`,
  amountAboveCapacity: ({ measured, limit }, context) =>
    `${tokens(measured, context)} would move; the engine can count at most ${tokens(limit, context)}.`,
  supplyAboveCapacity: ({ measured, limit }, context) =>
    `The supply would be ${tokens(measured, context)}; the engine can count at most ${tokens(limit, context)}.`,
  tokensAboveCapacity: ({ measured, limit }) =>
    `The receiver's wallet would hold ${grouped(measured)} tokens of the registry; it can hold at most ${grouped(limit)}.`,
  walletFrozen: ({ party }) => `The ${party}'s wallet is frozen.`,
  unitsNotFree: ({ measured, limit }, context) =>
    `${tokens(measured, context)} would leave the sender's wallet; ${limit === 0n ? "nothing of it is" : `only ${tokens(limit, context)} are`} free to leave.`,
};
