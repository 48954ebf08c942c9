import { isRuled } from "../kinds/index.js";
import { binds, ownOf } from "./binds.js";
import { loadProgram } from "./loadProgram.js";
import { becomesHolder, ceasesHolder, situationOf } from "./situation.js";
import type { Facts, ProgramParts } from "./types.js";
import type { Movement } from "../verdict/index.js";

/**
 * The rules that a movement is judged by: those that bind it, and may refuse it. A rule on holders is judged only where somebody becomes one, or ceases to be one. Rules of paths that are closed are among them.
 * Pure; says nothing about whether the rules pass.
 *
 * @returns Indexes into the program, ascending.
 */
export function judgedRules(program: ProgramParts, facts: Facts, movement: Movement): readonly number[] {
  const situation = situationOf(facts, movement);
  if (movement.amount === 0n || situation.within || !isRuled(movement.kind)) return [];
  const { always, paths, asking } = loadProgram(program)[movement.kind];
  const bound = [...always, ...paths.flat(), ...asking].filter((one) => binds(one, ownOf(one, situation), situation));
  const judged = bound.filter(
    ({ rule: { kind } }) =>
      (kind !== "mostHolders" || becomesHolder(situation)) && (kind !== "fewestHolders" || ceasesHolder(situation)),
  );
  return judged.map(({ index }) => index);
}
