import { formatUnits } from "viem";
import { SPAN_MONTHS } from "../kinds/index.js";
import type { BitLabel, SchemeWords, SentenceContext } from "./context.js";

/** "1,234.5 WBF" */
export function tokens(units: bigint, { decimals, symbol }: Pick<SentenceContext, "decimals" | "symbol">): string {
  const [whole = "0", fraction] = formatUnits(units, decimals).split(".");
  return `${grouped(whole)}${fraction === undefined ? "" : `.${fraction}`} ${symbol}`;
}

/** "1,234" */
export const grouped = (value: bigint | string): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** Basis points as "5 %", "12.5 %". */
export const percent = (basisPoints: number): string => `${basisPoints / 100} %`;

/** Basis points of leverage as "2x", "1.25x". */
export function times(basisPoints: bigint): string {
  const [whole = "0", fraction] = formatUnits(basisPoints, 4).split(".");
  return `${grouped(whole)}${fraction === undefined ? "" : `.${fraction}`}x`;
}

/** Millionths of a contract as "1,234.5 contracts". */
export function contracts(millionths: bigint): string {
  const [whole = "0", fraction] = formatUnits(millionths, 6).split(".");
  const count = `${grouped(whole)}${fraction === undefined ? "" : `.${fraction}`}`;
  return `${count} contract${count === "1" ? "" : "s"}`;
}

/** "1 month", "12 months" */
export const months = (count: number): string => `${count} month${count === 1 ? "" : "s"}`;

/** The window of a rule on flows: "1 day", "90 days", "3 months" */
export function span(window: number): string {
  if (window >= SPAN_MONTHS) return months(window - SPAN_MONTHS);
  return `${window} day${window === 1 ? "" : "s"}`;
}

/** Least seconds of a unit, largest first. */
const DURATIONS = [
  ["day", 86_400n],
  ["hour", 3_600n],
  ["minute", 60n],
  ["second", 1n],
] as const;

/** "2 days", "1 hour", "90,061 seconds": in the largest unit of which it is a whole number. */
export function duration(seconds: bigint): string {
  const [name, size] = DURATIONS.find(([, one]) => seconds > 0n && seconds % one === 0n) ?? ["second", 1n];
  const count = seconds / size;
  return `${grouped(count)} ${name}${count === 1n ? "" : "s"}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
/** Seconds from 1970 to the last second that a Date can name. */
const LAST_DATE = 8_640_000_000_000n;

const dateOf = (unixSeconds: bigint) => new Date(Number(unixSeconds) * 1000);
const dayOfDate = (date: Date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;

/** "12 March 2027", in UTC. @param unixSeconds Of a day that a Date can name. */
export const day = (unixSeconds: bigint): string => dayOfDate(dateOf(unixSeconds));

/** "12 March 2027 at 14:00 UTC" */
export function moment(unixSeconds: bigint): string {
  if (unixSeconds > LAST_DATE) return `second ${grouped(unixSeconds)} after 1970`;
  const date = dateOf(unixSeconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const seconds = date.getUTCSeconds() === 0 ? "" : `:${two(date.getUTCSeconds())}`;
  return `${dayOfDate(date)} at ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds} UTC`;
}

/** "a", "a and b", "a, b and c" */
export function listed(items: readonly string[], word = "and"): string {
  const last = items.at(-1) ?? "nothing";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}

const quoted = (text: string) => `"${text}"`;

/** The lanes of a mask, by their labels in quotation marks. */
export const laneNames = (mask: number, scheme: SchemeWords): readonly string[] =>
  bitsOf(mask, 8).map((lane) => quoted(scheme.lanes.find(({ number }) => number === lane)?.label ?? `lane ${lane}`));

/** The statuses of a mask. */
export const statusNames = (mask: bigint, { evidence, roles }: SchemeWords): readonly string[] =>
  labels(mask, 32, [...evidence, ...roles], "status");

/** The states of a mask. */
export const stateNames = (mask: bigint, { states }: SchemeWords): readonly string[] =>
  labels(mask, 8, states, "state");

const labels = (mask: bigint, bits: number, names: readonly BitLabel[], noun: string): readonly string[] =>
  bitsOf(Number(mask), bits).map((bit) => names.find((name) => name.bit === bit)?.label ?? `${noun} ${bit}`);

const bitsOf = (mask: number, bits: number): readonly number[] =>
  Array.from({ length: bits }, (_, bit) => bit).filter((bit) => Math.floor(mask / 2 ** bit) % 2 === 1);
