import type { Command } from "commander";
import type { Address } from "viem";
import { MANAGER_ROLE_NAMES, type ManagerRole } from "../../change/index.js";
import { ParameterInvalidError } from "../../errors/index.js";
import type { Reader } from "../../reader/index.js";
import type { Io } from "../io.js";
import { nodeReader } from "../nodeReader.js";
import { PROJECT_FILE, type ProjectEnvironment, readProject } from "./readProject.js";
import { signerNamed } from "./signers.js";

export type ProjectOptions = { readonly project: string; readonly env?: string };

/** Adds the options that say which project and which of its environments. */
export const projectOptions = (command: Command): Command =>
  command
    .option("--project <file>", "the project's file", PROJECT_FILE)
    .option("--env <name>", "environment of the project; left out: its only one");

/** A project's environment, and its node. */
export type OpenProject = { readonly environment: ProjectEnvironment; readonly reader: Reader };

/**
 * Reads the project that the options name, and reaches for its node.
 *
 * @throws {FileMissingError} and the others of `readProject`.
 * @throws {ParameterInvalidError} when the variable of the node is not set, or holds no address.
 */
export function openProject({ project, env }: ProjectOptions, io: Io): OpenProject {
  const environment = readProject(project, env);
  return { environment, reader: nodeReader(environment.rpc, io) };
}

const references = ({ signers }: ProjectEnvironment, role: ManagerRole): readonly string[] => {
  const named = signers[role] ?? [];
  return typeof named === "string" ? [named] : named;
};

/** By role, who signs its steps, in the project's order. Whom the project does not name, or whose variable is not set, is not there: to plan, nobody needs a key. */
export function signerAddresses(
  environment: ProjectEnvironment,
  io: Io,
): Readonly<Partial<Record<ManagerRole, readonly Address[]>>> {
  const address = (reference: string): readonly Address[] => {
    try {
      return [signerNamed(reference, io).address];
    } catch (error) {
      if (reference.startsWith("env:") && error instanceof ParameterInvalidError) return [];
      throw error;
    }
  };
  return Object.fromEntries(
    MANAGER_ROLE_NAMES.map((role) => [role, references(environment, role).flatMap(address)] as const).filter(
      ([, addresses]) => addresses.length > 0,
    ),
  );
}
