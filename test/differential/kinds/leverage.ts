import { MOST_EMBEDDED, RECORD_WORD, type RuleKind, STATES } from "../../../sdk/kinds/index.js";
import { isOut, type Kind, partyOf, senderAfter, type Steering, upper, withRecord } from "./kind.js";

/** The judged party, if it is there, has the state that makes rules on leverage ask about it. */
function leveraged(s: Steering) {
  const party = partyOf(s);
  if (party === 0n) return s.facts;
  return withRecord(s, party | (1n << BigInt(RECORD_WORD.states.offset + STATES.leveraged)));
}

/** Kinds that are judged on the word alone, or on what the token's source of leverage says. Those that are to pass ask of everybody, leveraged or not. */
export const leverageKinds = {
  mostEmbeddedLeverage: {
    steer: (s) => {
      const window = 1 + s.random.int(MOST_EMBEDDED);
      return { window, limit: upper(s, BigInt(window) * 100n) };
    },
  },
  mostLeverage: {
    steer: (s) => {
      if (s.delta === null) return { limit: upper(s, s.facts.receiverLeverage) };
      // A limit of less than 1 is none.
      const receiverLeverage = s.facts.receiverLeverage + 2n;
      return { limit: upper(s, receiverLeverage), facts: { ...leveraged(s), receiverLeverage } };
    },
  },
  encumberedStays: {
    steer: (s) => {
      if (s.delta === null) return { limit: 0n };
      const after = senderAfter(s);
      const within = after > 0n ? after - BigInt(s.random.int(2)) : 0n;
      return { limit: 0n, facts: { ...leveraged(s), senderEncumbered: isOut(s) ? after + 1n : within } };
    },
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;
