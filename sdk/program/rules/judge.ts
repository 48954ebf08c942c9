import type { LoadedRule } from "../loadProgram.js";
import type { InvestorRecord } from "../record.js";
import type { Situation } from "../situation.js";

/** Amounts from `least` to `most`, in token units, both inclusive; none if `most` is below `least`. */
export type Room = { readonly least: bigint; readonly most: bigint };

/** How rules of one kind judge a movement that they bind. `own` is the judged party's record. Pure; units are the kind's. */
export type Judge = {
  readonly refused: (one: LoadedRule, own: InvestorRecord, situation: Situation) => boolean;
  /** Number of the investor that the rule speaks of. Left out: the judged party. */
  readonly subject?: ((situation: Situation) => bigint) | undefined;
  readonly measured: (one: LoadedRule, own: InvestorRecord, situation: Situation) => bigint;
  /** In which seconds a rule passes, whatever moves and whoever is opposite: from `from` on, before `until`. Left out: that is not all that matters. */
  readonly passes?:
    ((one: LoadedRule, own: InvestorRecord) => { readonly from: number; readonly until: number }) | undefined;
  /** The judged party's record alone decides: `refused` does not read the situation. Left out: something else takes part. */
  readonly byRecord?: true | undefined;
  readonly limit: (one: LoadedRule, own: InvestorRecord, situation: Situation) => bigint;
  /**
   * Which amounts pass, of those that are 1 or more and not the sender's whole balance. Left out: the amount does not matter, all pass or none.
   * The situation's own amount is not read. Where two intervals pass, the higher one, unless it begins above `upTo`.
   */
  readonly room?: (one: LoadedRule, situation: Situation, upTo: bigint) => Room;
};
