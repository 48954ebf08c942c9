import { readField, RECORD_WORD, type RuleKind } from "../../../sdk/kinds/index.js";
import { isOut, type Kind, lower, partyOf, receiverAfter, senderAfter, upper } from "./kind.js";

/** Kinds that are judged on what a party holds afterwards. */
export const holdingKinds = {
  mostUnits: { steer: (s) => ({ limit: upper(s, receiverAfter(s)) }) },
  mostShare: {
    steer: (s) => {
      const { random, facts, movement } = s;
      const bps = 1 + random.int(10_000);
      const most = upper(s, receiverAfter(s));
      // The floor is the base: the least one of which the share is `most`, or the next one on the side that is wanted.
      const exact = (most * 10_000n + BigInt(bps) - 1n) / BigInt(bps);
      if (random.oneIn(2)) return { limit: exact, window: bps };
      if (random.oneIn(2)) return { limit: (most * 10_000n) / BigInt(bps) + (isOut(s) ? 0n : 1n), window: bps };
      // The supply is the base, and the share lies next to what is held.
      const { amount, kind } = movement;
      const supply = facts.supply + (kind === "mint" ? amount : kind === "burn" ? -amount : 0n);
      const share = supply > 0n ? (most * 10_000n) / supply + (isOut(s) ? 0n : 1n) : 1n;
      return { limit: 1n, window: Number(share < 1n ? 1n : share > 10_000n ? 10_000n : share) };
    },
  },
  leastHolding: { steer: (s) => ({ limit: lower(s, s.side === "sender" ? senderAfter(s) : receiverAfter(s)) }) },
  wholeHoldingOnly: {
    wants: "whole",
    steer: (s) => {
      const elsewhere = 0xff ^ (1 << Number(readField(partyOf(s), RECORD_WORD.lane)));
      // There is no limit to lie around: one case in three passes for it does not bind.
      const passes = s.delta === null || s.delta < 0;
      return senderAfter(s) > 0n && passes ? { limit: 0n, scope: { lanes: elsewhere } } : { limit: 0n };
    },
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;
