import { BaseError } from "./base.js";

const NAMES = {
  isin: "ISIN",
  figi: "FIGI",
  lei: "LEI",
  dti: "DTI",
  chainId: "chain id (CAIP-2)",
  accountId: "account id (CAIP-10)",
  assetId: "asset id (CAIP-19)",
} as const;

/** Under which standard an identifier is read. */
export type IdentifierScheme = keyof typeof NAMES;

/** A value is no identifier of a standard. Nothing of it is corrected or dropped. */
export class IdentifierInvalidError extends BaseError {
  readonly scheme: IdentifierScheme;
  /** As given. */
  readonly value: unknown;
  /** Where in the value, as "character 12, the check digit"; characters count from 1. */
  readonly place: string;
  /** What is asked for there. */
  readonly remedy: string;

  constructor({ scheme, value, place, remedy }: IdentifierInvalidErrorParameters) {
    super(`${shown(value)} is no ${NAMES[scheme]}: it is invalid at ${place}.`, {
      name: "IdentifierInvalidError",
      metaMessages: [remedy],
    });
    this.scheme = scheme;
    this.value = value;
    this.place = place;
    this.remedy = remedy;
  }
}
type IdentifierInvalidErrorParameters = {
  readonly scheme: IdentifierScheme;
  readonly value: unknown;
  readonly place: string;
  readonly remedy: string;
};

/** Most characters of a value that a message repeats. */
const MOST_SHOWN = 80;

/** A string as JSON, so that white space and control characters can be seen; of anything else only what it is. */
function shown(value: unknown): string {
  if (typeof value !== "string") return `A value of type ${value === null ? "null" : typeof value}`;
  return value.length > MOST_SHOWN ? `${JSON.stringify(value.slice(0, MOST_SHOWN))}…` : JSON.stringify(value);
}
