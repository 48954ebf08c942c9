import type { Command } from "commander";
import { observe, type Observed, plan, type Plan, type WantedRoles } from "../../change/index.js";
import { type CompiledProgram, compile } from "../../program/index.js";
import type { Reader } from "../../reader/index.js";
import { type Impact, impact, readRegister } from "../../register/index.js";
import type { Io } from "../io.js";
import { openProject, type ProjectOptions, projectOptions, signerAddresses } from "../project/openProject.js";
import type { ProjectEnvironment } from "../project/readProject.js";
import { inFile } from "../report.js";
import { parseTime } from "../values.js";
import { isAdmitted, planOfDeployment } from "./deployment.js";
import { requireToken } from "./requireToken.js";
import { type LawOptions, lawOptions, reviewOffer } from "./reviewOffer.js";
import { type SaveOptions, savePlan, saveOptions } from "./savePlan.js";

const [HOUR, DAY] = [3_600n, 86_400n];
/** Seconds that a plan leaves to be read, signed and sent before what it schedules would be too early; who has to come back after a delay has a day. */
export const leewayOf = (delay: bigint): bigint => delay + (delay === 0n ? HOUR : DAY);

export type PlanOptions = ProjectOptions &
  SaveOptions &
  LawOptions & { readonly effectiveFrom?: bigint; readonly asOf?: bigint; readonly impact: boolean };

export function addPlan(program: Command, io: Io): void {
  const command = program
    .command("plan")
    .description("compare what the project says with the chain, and write the steps that make them one")
    .option(
      "--effective-from <time>",
      "when the program takes effect; left out: an hour after it could, or a day if its author has to wait for a delay",
      parseTime("--effective-from"),
    )
    .option("--as-of <time>", "compile what is in force then; left out: when it takes effect", parseTime("--as-of"))
    .option("--no-impact", "do not look at who holds");
  saveOptions(lawOptions(projectOptions(command))).action(async (options: PlanOptions) => {
    const { environment, reader } = openProject(options, io);
    const deploys = environment.deploy !== undefined && !(await isAdmitted(reader, environment));
    const made = await (deploys ? planOfDeployment : planOfChange)(reader, environment, options, io);
    savePlan(made, options.project, options, io);
  });
}

async function planOfChange(
  reader: Reader,
  environment: ProjectEnvironment,
  options: PlanOptions,
  io: Io,
): Promise<Plan> {
  const { token, chainId, engine, fromBlock, path } = requireToken(environment);
  const rulebook = environment.rulebook();
  const packs = environment.packs(rulebook);
  const observed = await observe(reader, { token, engine, fromBlock, chainId });
  const soonest = options.effectiveFrom ?? soonestOf(observed);
  const asOf = options.asOf ?? soonest;
  const product = reviewOffer(environment, rulebook, options, { asOf, decidedBy: observed.at.time });
  const compiled = inFile(path, () => compile(rulebook, { asOf, packs }));
  // What waits already is what is wanted, unless somebody asks for another time.
  const waits = options.effectiveFrom === undefined && observed.next?.programId === compiled.id;
  const effectiveFrom = waits ? (observed.next?.from ?? soonest) : soonest;
  return plan(observed, {
    ...{ program: compiled, words: compiled, effectiveFrom, product, roles: rolesOf(environment) },
    signers: signerAddresses(environment, io),
    impact: options.impact ? await impactOf(reader, observed, compiled, { effectiveFrom, fromBlock }) : undefined,
  });
}

/** Unix seconds. */
function soonestOf({ at, program, notice, roles }: Observed): bigint {
  const delays = roles.filter(({ role }) => role === "ruleAuthor").map(({ delay }) => delay);
  const delay = delays.reduce((most, one) => (one > most ? one : most), 0n);
  return at.time + (program === null ? 0n : notice) + leewayOf(delay);
}

function rolesOf({ roles }: ProjectEnvironment): WantedRoles | undefined {
  if (roles === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(roles).map(([role, members]) => [
      role,
      members.map(({ account, delay }) => ({ member: account, delay })),
    ]),
  );
}

type Reading = { readonly effectiveFrom: bigint; readonly fromBlock: bigint | undefined };

/** What the program would mean for everybody who holds on the block that was observed; undefined where it is in force already. */
async function impactOf(
  reader: Reader,
  { at, token, engine, program }: Observed,
  wanted: CompiledProgram,
  { effectiveFrom, fromBlock }: Reading,
): Promise<Impact | undefined> {
  if (program?.id === wanted.id) return undefined;
  const register = await readRegister(reader, { token, engine, fromBlock, block: { hash: at.hash } });
  return impact(register, program, wanted, { asOf: effectiveFrom });
}
