import { ParameterInvalidError } from "../errors/index.js";
import type { CompiledProgram, Program } from "../program/index.js";

/** A program of proposals, taken as if they were law, says what they would mean, and is never put in force. */
export function requireLaw(program: Program & Pick<Partial<CompiledProgram>, "asIfAdopted">): void {
  const { asIfAdopted = [] } = program;
  if (asIfAdopted.length === 0) return;
  const wanted = "a program of what is in force: compile the rulebook without asIfAdopted";
  throw new ParameterInvalidError({ parameter: "program", value: `as if ${asIfAdopted.join(", ")} were law`, wanted });
}
