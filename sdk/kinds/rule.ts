import type { Party } from "./parties.js";
import type { RuleKind } from "./ruleKinds.js";

/** Countries of a party: those of one set of the program, or all others. */
export type CountryScope = { readonly set: number; readonly outside: boolean };

/** A rule word of a program, decoded. Masks and indexes are as in the word. */
export type Rule = {
  readonly kind: RuleKind;
  /** Movement kinds that it binds, as a mask by number; not 0. */
  readonly movements: number;
  /** The judged party. */
  readonly side: Party;
  /** 0: the rule must always hold. */
  readonly path: number;
  /** Index into the program's provisions. */
  readonly provision: number;
  /** Bits of MODES. */
  readonly modes: number;
  /** Lanes of the judged party that it binds, as a mask; 0: all. */
  readonly lanes: number;
  /** Countries of the judged party that it binds; null: all. */
  readonly countrySet: CountryScope | null;
  /** Statuses of the judged party, any of which lifts it. */
  readonly liftedBy: number;
  /** Lanes of the other party within which it binds, as a mask; 0: all. */
  readonly otherLanes: number;
  /** Countries of the other party within which it binds; null: all. */
  readonly otherCountrySet: CountryScope | null;
  /**
   * Roles of the other party, any of which it asks for, or statuses any of which lifts it (mode otherLifts); 0: none asked. Of a rule on a group:
   * statuses of who is excluded from it.
   */
  readonly otherBits: number;
  /** Basis points of a share rule, months of a rule on lots, the span of a rolling window; else 0. */
  readonly window: number;
  /** As `RULE_KINDS[kind].limit` says. */
  readonly limit: bigint;
};
