import { maskOf, STATES } from "../../kinds/index.js";
import type { InvestorRecord } from "../record.js";

const LEVERAGED = maskOf(STATES, ["leveraged"]);

/** Whether anything is asked about the party at all. */
export const isLeveraged = ({ states }: Pick<InvestorRecord, "states">): boolean => (states & LEVERAGED) !== 0;

/** Whoever is not leveraged passes at any time. */
export const unlessLeveraged = (_one: unknown, own: InvestorRecord) => ({
  from: 0,
  until: isLeveraged(own) ? 0 : Infinity,
});
