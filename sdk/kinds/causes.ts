/** Why units pass to somebody else without a sale, by the number that the chain uses. Never reused. */
export const CAUSES = {
  gift: 1,
  inheritance: 2,
  divorce: 3,
  /** Of companies: the one that remains succeeds to the other. */
  merger: 4,
  operationOfLaw: 5,
  /** To a trust, from it, or to another trustee. */
  trust: 6,
} as const;

export type Cause = keyof typeof CAUSES;

/** The largest number of a cause. */
export const LAST_CAUSE = CAUSES.trust;
