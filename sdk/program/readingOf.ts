import { MOST_METERED } from "../kinds/index.js";
import type { LoadedRule } from "./loadProgram.js";
import type { Situation } from "./situation.js";
import type { Reading } from "./types.js";

/** What a meter shows that has not run. */
export const NO_READING: Reading = { used: 0n, beside: 0n, fromWeight: 0n, toWeight: 0n, fromBeside: 0n, toBeside: 0n };

/** Every meter shows so much that whatever rule reads it refuses what it binds: nobody knows what it will show at another time. */
export const EXHAUSTED: readonly Reading[] = Array.from({ length: MOST_METERED }, () => ({
  ...NO_READING,
  used: (1n << 128n) - 1n,
  toWeight: 1n,
}));

/** What the meter of a metered rule shows. */
export const readingOf = ({ meter }: LoadedRule, { facts }: Situation): Reading => facts.readings[meter] ?? NO_READING;
