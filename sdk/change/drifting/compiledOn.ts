import { type Hex } from "viem";
import { RulebookCompileError } from "../../errors/index.js";
import { compile, type CompileParameters } from "../../program/index.js";
import { type Rulebook, secondsOf } from "../../rulebook/index.js";

/** Seconds. */
const DAY = 86_400n;

/**
 * @internal
 * A day as of which the rulebook compiles to the program of this id: its bytes change only on days on which a provision comes in force or ceases to
 * be, or a decision was made.
 *
 * @returns Unix seconds; null: there is none.
 */
export function compiledOn(
  programId: Hex,
  rulebook: Rulebook,
  { packs = [], scheme }: Omit<CompileParameters, "asOf">,
): bigint | null {
  const used = new Set(rulebook.uses.map(({ provision }) => provision));
  const effective = [rulebook, ...packs].flatMap(({ provisions }) =>
    provisions.flatMap(({ id, effective: one }) => (one !== undefined && used.has(id) ? [one] : [])),
  );
  const days = [
    ...effective.map(({ from }) => secondsOf(from)),
    ...effective.flatMap(({ through }) => (through === undefined ? [] : [secondsOf(through) + DAY])),
    ...rulebook.decisions.map(({ on }) => secondsOf(on)),
  ].sort((a, b) => Number(b - a));
  const found = [...new Set(days)].find((asOf) => {
    try {
      return compile(rulebook, { asOf, packs, scheme }).id === programId;
    } catch (error) {
      // What does not compile on that day made no program on it.
      if (error instanceof RulebookCompileError) return false;
      throw error;
    }
  });
  return found ?? null;
}
