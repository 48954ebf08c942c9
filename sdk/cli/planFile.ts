import { type Command, Option } from "commander";
import { isAddressEqual } from "viem";
import { MANAGER_ROLE_NAMES, parsePlan, type Plan } from "../change/index.js";
import { CommandUsageError, ParameterInvalidError } from "../errors/index.js";
import type { Reader } from "../reader/index.js";
import type { Io } from "./io.js";
import { nodeReader } from "./nodeReader.js";
import { type ProjectOptions, projectOptions } from "./project/openProject.js";
import { type ProjectEnvironment, readProject } from "./project/readProject.js";
import { type ProjectSigner, signerNamed } from "./project/signers.js";
import { readJson } from "./readFiles.js";
import { inFile } from "./report.js";
import { several } from "./values.js";

export type PlanOptions = ProjectOptions & {
  readonly rpcUrl?: string;
  readonly signer: readonly string[];
  readonly json: boolean;
};

/** Adds the plan's file, and the options that say where its chain is and who signs. */
export const planOptions = (command: Command): Command =>
  projectOptions(command.argument("<plan>", "its file"))
    .option("--rpc-url <url>", "address of a node, or env:NAME of the variable that holds it; left out: the project's")
    .addOption(
      new Option(
        "--signer <reference>",
        "env:NAME of the variable that holds a key, keystore:NAME, safe:0x…, or an address; may be given several times",
      )
        .argParser(several)
        .default([], "the project's"),
    )
    .option("--json", "print one JSON value", false);

/** A plan, its chain, and who may sign here. */
export type OpenPlan = { readonly plan: Plan; readonly reader: Reader; readonly signers: readonly ProjectSigner[] };

/**
 * Reads a plan, and reaches for its chain.
 *
 * @param parameters.signs Whether a key is wanted: then somebody must be named.
 * @throws {PlanInvalidError} when the file holds no plan as it was made.
 * @throws {ParameterInvalidError} when the project's environment is of another chain, engine or token, or a reference names nobody.
 * @throws {CommandUsageError} when nobody is named who could sign.
 */
export function openPlan(
  path: string,
  options: PlanOptions,
  { io, signs }: { readonly io: Io; readonly signs: boolean },
): OpenPlan {
  const input = readJson(path, "plan");
  const plan = inFile(path, () => parsePlan(input));
  const { rpcUrl, signer } = options;
  const needed = rpcUrl === undefined || (signs && signer.length === 0);
  const environment = needed ? readProject(options.project, options.env) : undefined;
  if (environment !== undefined) requireSame(plan, environment);
  const reader = nodeReader(rpcUrl ?? environment?.rpc ?? "", io);
  if (!signs) return { plan, reader, signers: [] };
  const references = signer.length > 0 ? signer : projectReferences(environment, io);
  const signers = references.map((reference) => signerNamed(reference, io));
  return { plan, reader, signers: [...new Map(signers.map((one) => [one.address, one])).values()] };
}

/** Whom the project names, except whose key is not on this machine: their steps wait for them. */
function projectReferences(environment: ProjectEnvironment | undefined, { environment: variables, err }: Io) {
  const named = new Set(MANAGER_ROLE_NAMES.flatMap((role) => environment?.signers[role] ?? []));
  const absent = [...named].filter((one) => one.startsWith("env:") && (variables[one.slice(4)] ?? "") === "");
  if (named.size === absent.length) {
    const fact = absent.length === 0 ? "The project names nobody who signs." : `Not set: ${absent.join(", ")}.`;
    throw new CommandUsageError({ fact, usage: "weighbridge apply <plan> --signer env:NAME" });
  }
  if (absent.length > 0) err(`Not set, so whoever it is signs elsewhere: ${absent.join(", ")}.\n`);
  return [...named].filter((one) => !absent.includes(one));
}

function requireSame(plan: Plan, { name, chainId, engine, token }: ProjectEnvironment): void {
  const { chainId: wanted } = plan.seen;
  const parameter = "--env";
  if (chainId !== wanted) {
    const value = `${name}, of chain ${chainId}`;
    throw new ParameterInvalidError({ parameter, value, wanted: `an environment of chain ${wanted}, as the plan is` });
  }
  const places = [
    ["engine", engine, plan.engine],
    ["token", token, plan.token],
  ] as const;
  for (const [what, here, there] of places) {
    if (here === undefined || there === null || isAddressEqual(here, there)) continue;
    const value = `${name}, of the ${what} ${here}`;
    throw new ParameterInvalidError({ parameter, value, wanted: `an environment of the ${what} ${there}` });
  }
}
