import { type Address, checksumAddress, type Hex, isAddress, isHash, maxUint256, parseUnits } from "viem";
import { LAST_SECOND } from "../check/rehearsal.js";
import { ParameterInvalidError } from "../errors/index.js";
import { MOVEMENT_NAMES, type MovementKind, MOVEMENTS } from "../kinds/index.js";
import type { BlockRef } from "../reader/index.js";
import { Day, Instant, secondsOf } from "../rulebook/dates.js";
import type { Audience } from "../verdict/index.js";

// What people type, checked. Each throws ParameterInvalidError, which names the option.

const invalid = (parameter: string, value: string, wanted: string) =>
  new ParameterInvalidError({ parameter, value, wanted });

export const parseAddress =
  (option: string) =>
  (value: string): Address => {
    if (isAddress(value)) return value;
    if (!isAddress(value, { strict: false })) throw invalid(option, value, "an address: 0x and 40 hexadecimal digits");
    const right = checksumAddress(value.toLowerCase() as Address);
    throw invalid(option, `${value}, whose checksum is wrong: a letter may be mistyped`, `an address, as ${right}`);
  };

export function parseKind(value: string): MovementKind {
  if (Object.hasOwn(MOVEMENTS, value)) return value as MovementKind;
  throw invalid("--kind", value, `one of ${MOVEMENT_NAMES.join(", ")}`);
}

export function parseAudience(value: string): Audience {
  if (value === "sender" || value === "receiver" || value === "agent") return value;
  throw invalid("--for", value, "one of sender, receiver, agent");
}

export function parseBlock(value: string): BlockRef {
  if (/^\d+$/.test(value)) return BigInt(value);
  if (value === "latest" || value === "safe" || value === "finalized") return value;
  if (isHash(value)) return { hash: value };
  throw invalid("--block", value, "a block's number or hash, or one of latest, safe, finalized");
}

/** Unix seconds. Fewer digits may be a day without its dashes; more are milliseconds. */
const SECONDS = /^\d{10,12}$/;

/** Unix seconds, from these, an instant, or a day: its first second in UTC. */
export const parseTime =
  (option: string) =>
  (value: string): bigint => {
    const isDate = Day.safeParse(value).success || Instant.safeParse(value).success;
    const seconds = SECONDS.test(value) ? BigInt(value) : isDate ? secondsOf(value) : 0n;
    if (seconds > 0n && seconds <= LAST_SECOND) return seconds;
    const forms =
      "an instant with its zone, as 2026-02-28T17:00:00Z, or a day, as 2026-02-28, which begins at 0:00 UTC";
    throw invalid(option, value, `unix seconds of 10 digits or more, not milliseconds, ${forms}`);
  };

export const parseProgramId =
  (option: string) =>
  (value: string): Hex => {
    if (isHash(value) && BigInt(value) !== 0n) return value;
    throw invalid(option, value, "the id of a program: 0x and 64 hexadecimal digits, not all zero");
  };

export const parseBlockNumber =
  (option: string) =>
  (value: string): bigint => {
    if (/^\d{1,18}$/.test(value)) return BigInt(value);
    throw invalid(option, value, "a block's number, as decimal digits");
  };

/** Token units, from digits. */
export function parseBaseUnits(value: string, option = "--amount"): bigint {
  const tokens = option === "--amount" ? "; for an amount in tokens add --tokens" : "";
  if (/^\d+\.\d+$/.test(value)) throw invalid(option, value, `whole base units, as decimal digits${tokens}`);
  if (!/^\d+$/.test(value)) throw invalid(option, value, "base units, as decimal digits");
  return inRange(value, BigInt(value), option);
}

/** Token units, from an amount in tokens. */
export function parseTokens(value: string, decimals: number): bigint {
  const digits = /^\d+(?:\.(\d+))?$/.exec(value);
  if (digits === null) throw invalid("--amount", value, "tokens, as decimal digits and at most one point");
  if ((digits[1] ?? "").length > decimals) {
    const wanted = decimals === 0 ? "a whole number of tokens" : `tokens with at most ${decimals} decimals`;
    throw invalid("--amount", value, `${wanted}, as this token counts`);
  }
  return inRange(value, parseUnits(value, decimals));
}

function inRange(value: string, amount: bigint, option = "--amount"): bigint {
  if (amount <= maxUint256) return amount;
  throw invalid(option, value, "below 2 ** 256 base units");
}

/** A number of seconds. */
export const parseSeconds =
  (option: string) =>
  (value: string): bigint => {
    if (/^\d{1,10}$/.test(value) && BigInt(value) <= 0xffff_ffffn) return BigInt(value);
    throw invalid(option, value, "a whole number of seconds, at most 4,294,967,295");
  };

/** Of an option that may be given several times. */
export const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];
