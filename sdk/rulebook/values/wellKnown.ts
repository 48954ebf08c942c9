// Facts that mean something to the evaluator itself, if a vocabulary declares them. No other name of a fact occurs in code.

/** The day of the activity, unless it is given. */
export const ACTIVITY_DAY = "activity.day";

/** The last day of the issuer's fiscal year, on which holders of record are counted. */
export const FISCAL_YEAR_END = "issuer.fiscalYearEnd";
