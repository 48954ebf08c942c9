import { existsSync } from "node:fs";
import type { Command } from "commander";
import { CommandUsageError } from "../../errors/index.js";
import { PROJECT_FILE, type ProjectEnvironment, readProject } from "./readProject.js";

/** What a project says of options that were left out, by the option's name. */
const SAYS: Readonly<Record<string, (environment: ProjectEnvironment) => unknown>> = {
  rpcUrl: ({ rpc }) => rpc,
  token: ({ token }) => token,
  rulebook: ({ files }) => files.rulebook,
  pack: ({ files }) => files.packs,
  fromBlock: ({ fromBlock }) => fromBlock,
};

type Needed = "rpcUrl" | "token" | "rulebook";

/** What must be known of commands, by the command line or by the project. */
const NEEDS = new WeakMap<Command, readonly Needed[]>();

const FILLED = new WeakMap<Command, ProjectEnvironment>();

/** The project that filled in what the command line left out, if one did. */
export const projectOf = (command: Command): ProjectEnvironment | undefined => FILLED.get(command);

/**
 * Adds the options that say where a token is, and which project says it where they are left out.
 *
 * @param needs What the command cannot do without.
 */
export function placeOptions(
  command: Command,
  parseToken: (value: string) => unknown,
  needs: readonly Needed[],
): Command {
  NEEDS.set(command, needs);
  return command
    .option("--rpc-url <url>", "address of a node, or env:NAME of the variable that holds it; left out: the project's")
    .option("--token <address>", "the token; left out: the project's", parseToken)
    .option("--project <file>", `the project's file; left out: ${PROJECT_FILE}, if it is there`)
    .option("--env <name>", "environment of the project; left out: its only one");
}

/**
 * Fills in what the command line leaves out and the project says. A command line that names node or token itself asks for no project, unless it names
 * one; nor does one that brings its register along.
 *
 * @throws {CommandUsageError} when the command cannot do without something that nobody names.
 */
export function fillFromProject(command: Command): void {
  const needs = NEEDS.get(command);
  if (needs === undefined) return;
  const options: Readonly<Record<string, unknown>> = command.opts();
  const places = command.options.map((option) => option.attributeName());
  const { project, env, rpcUrl, token, register } = options;
  const asks = project !== undefined || (rpcUrl === undefined && token === undefined && register === undefined);
  if (asks && (project !== undefined || env !== undefined || existsSync(PROJECT_FILE))) {
    const environment = readProject(text(project), text(env));
    FILLED.set(command, environment);
    for (const [name, say] of Object.entries(SAYS)) {
      const unset = options[name] === undefined || command.getOptionValueSource(name) === "default";
      const value = places.includes(name) && unset ? say(environment) : undefined;
      if (value !== undefined) command.setOptionValueWithSource(name, value, "config");
    }
  }
  const now: Readonly<Record<string, unknown>> = command.opts();
  const missing = needs.find((name) => now[name] === undefined);
  if (missing === undefined) return;
  const flag = command.options.find((option) => option.attributeName() === missing)?.long ?? missing;
  const fact = `Nobody says ${flag}: neither the command nor a project, as ${PROJECT_FILE}.`;
  throw new CommandUsageError({ fact, usage: `weighbridge ${command.name()} ${command.usage()}` });
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
