import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Command } from "commander";
import { formatPlan, type Plan } from "../../change/index.js";
import { FileInaccessibleError } from "../../errors/index.js";
import type { Io } from "../io.js";
import { pageOf } from "../page.js";
import { writeText } from "../readFiles.js";
import { planPage } from "./planPage.js";

export type SaveOptions = { readonly out?: string; readonly json: boolean };

/** Adds the options that say where a plan goes. */
export const saveOptions = (command: Command): Command =>
  command
    .option("--out <file>", "where the plan is written; left out: plans/<id>.json beside the project")
    .option("--json", "print the plan, one JSON value", false);

/**
 * Writes a plan to a file, and prints it. Nothing is sent: `apply` does that. A plan without steps has nothing to apply, and is not written.
 *
 * @param project Path of the project's file.
 */
export function savePlan(plan: Plan, project: string, { out, json }: SaveOptions, io: Io): void {
  const path = out ?? join(dirname(project), "plans", `${plan.id}.json`);
  if (plan.steps.length > 0) {
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (cause) {
      throw new FileInaccessibleError({ path: dirname(path), act: "written", cause });
    }
    writeText(path, formatPlan(plan));
  }
  io.out(json ? formatPlan(plan) : planPage(plan, relative(".", path), pageOf(io)));
  if (json && plan.steps.length > 0) io.err(`weighbridge: written to ${path}\n`);
}
