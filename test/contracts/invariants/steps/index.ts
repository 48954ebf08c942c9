import { brakeSteps } from "./brakes.js";
import { movementSteps } from "./movements.js";
import { programSteps } from "./programs.js";
import { registerSteps } from "./register.js";
import { type Step } from "./step.js";

export { type Choice, type Chosen, type Step } from "./step.js";

/** Every function of the engine and of the token that changes something. */
export const STEPS: readonly Step[] = [...movementSteps, ...brakeSteps, ...registerSteps, ...programSteps];
