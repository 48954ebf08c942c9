import type { Command } from "commander";
import { nextActs, type Plan, status, type StepState } from "../change/index.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { pageOf } from "./page.js";
import { openPlan, type PlanOptions, planOptions } from "./planFile.js";
import { planLines } from "./planPage.js";
import type { Outcome } from "./run.js";

export function addStatus(program: Command, io: Io, outcome: Outcome): void {
  const command = program
    .command("status")
    .description(
      "say where each step of a plan stands, and who must act next (exit code 5 if somebody must, 3 if it is to be planned again)",
    );
  planOptions(command).action(async (path: string, options: PlanOptions) => {
    const { plan, reader } = openPlan(path, options, { io, signs: false });
    const states = await status(reader, plan);
    io.out(
      options.json
        ? jsonText({ format: "weighbridge.status/1", ...planValue(plan, states) })
        : planLines(plan, states, pageOf(io)).join("\n"),
    );
    outcome.exitCode = exitCodeOfStates(states);
  });
}

/** What `status` and `apply` say of a plan, in JSON. */
export const planValue = (plan: Plan, states: readonly StepState[]) => ({
  plan: plan.id,
  steps: plan.steps.map(({ id, title, signer, role }, index) => ({ title, signer, role, ...states[index], step: id })),
  outcome: outcomeOf(states),
  next: nextActs(plan, { states }),
});

type PlanOutcome = "done" | "stopped" | "waiting";

function outcomeOf(states: readonly StepState[]): PlanOutcome {
  if (states.every(({ state }) => state === "done")) return "done";
  return states.some(({ state }) => ["cancelled", "undone", "missed"].includes(state)) ? "stopped" : "waiting";
}

const EXIT_OF: Readonly<Record<PlanOutcome, ExitCode>> = { done: EXIT.done, stopped: EXIT.no, waiting: EXIT.waiting };

export const exitCodeOfStates = (states: readonly StepState[]): ExitCode => EXIT_OF[outcomeOf(states)];
