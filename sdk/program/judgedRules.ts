import { isRuled } from "../kinds/index.js";
import { binds, ownOf } from "./binds.js";
import { loadProgram } from "./loadProgram.js";
import { becomesHolder, situationOf } from "./situation.js";
import type { Facts, ProgramParts } from "./types.js";
import type { Movement } from "../verdict/index.js";

/**
 * The rules that a movement is judged by: those that bind it, and may refuse it. A rule on holders is judged only where somebody becomes one.
 * Pure; says nothing about whether the rules pass.
 *
 * @returns Indexes into the program, ascending.
 */
export function judgedRules(program: ProgramParts, facts: Facts, movement: Movement): readonly number[] {
  const situation = situationOf(facts, movement);
  if (movement.amount === 0n || situation.within || !isRuled(movement.kind)) return [];
  const bound = loadProgram(program)[movement.kind].filter((one) => binds(one, ownOf(one, situation), situation));
  const judged = bound.filter(({ rule }) => rule.kind !== "mostHolders" || becomesHolder(situation));
  return judged.map(({ index }) => index);
}
