/** Fields that hold a time, in unix seconds: numbers in JSON. */
const TIMES = new Set([
  "time",
  "until",
  "asOf",
  "from",
  "effectiveFrom",
  "readyAt",
  "expiresAt",
  "notBefore",
  "notAfter",
  "since",
  "expiry",
  "graceUntil",
]);

/** One JSON value, readable. Amounts and every other bigint are decimal strings, since JSON's numbers are not exact; times are numbers. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, (key, item: unknown) => (typeof item === "bigint" ? plain(key, item) : item), 2)}\n`;

const plain = (key: string, value: bigint): number | string => (TIMES.has(key) ? Number(value) : String(value));
