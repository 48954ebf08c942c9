import { type LoadedProgram, loadProgram } from "./loadProgram.js";
import type { Facts, ProgramParts } from "./types.js";

/** What movements of one moment are judged on alike: the facts that are of the token, not of a party. */
export type TokenFacts = Pick<
  Facts,
  | ("time" | "paused" | "importing" | "halted" | "supply" | "totals" | "groups" | "tranches")
  | ("owners" | "lookedThrough" | "weeklyVolume" | "dailyVolume")
>;

/** A program with the facts of one moment, made ready to judge many movements. Nothing in it changes: another block is another one. */
export type PreparedProgram = {
  readonly program: ProgramParts;
  readonly token: TokenFacts;
  /** @internal `token.time` as a situation has it. */
  readonly seconds: number;
  /** @internal */
  readonly loaded: LoadedProgram;
};
export type PrepareProgramReturnType = PreparedProgram;

/**
 * Makes a program ready to judge many movements on one state of the token. Pure.
 *
 * @param program In force for the token.
 * @param token As the engine's `facts` gives them for any movement of it.
 *
 * @example
 * const prepared = prepareProgram(program, facts);
 * const [seller, buyer] = [prepareWallet(prepared, one), prepareWallet(prepared, other)];
 * const finding = evaluateFirst(prepared, { movement, sender: seller, receiver: buyer });
 */
export function prepareProgram(program: ProgramParts, token: TokenFacts): PrepareProgramReturnType {
  const { time, paused, importing, halted, supply, totals, groups, tranches } = token;
  const { owners, lookedThrough, weeklyVolume, dailyVolume } = token;
  return {
    program,
    token: {
      ...{ time, paused, importing, halted, supply, totals, groups: [...groups], tranches },
      ...{ owners, lookedThrough, weeklyVolume, dailyVolume },
    },
    seconds: Number(time),
    loaded: loadProgram(program),
  };
}
