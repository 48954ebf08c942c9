import { dirname, join } from "node:path";
import { CommandUsageError, FileInvalidError } from "../../errors/index.js";
import type { Pack, Rulebook } from "../../rulebook/index.js";
import { packsOf } from "../packsOf.js";
import { readJson, readRulebook } from "../readFiles.js";
import { type Environment, Project } from "./schema.js";

/** What is read where nobody says otherwise. */
export const PROJECT_FILE = "weighbridge.json";

/** One environment of a project, and what it enforces. */
export type ProjectEnvironment = Environment & {
  /** The project's file. */
  readonly path: string;
  readonly name: string;
  /** Paths from where the command runs. */
  readonly files: { readonly rulebook: string; readonly packs: readonly string[] };
  /** Read when they are asked for. */
  readonly rulebook: () => Rulebook;
  readonly packs: (rulebook: Rulebook) => readonly Pack[];
};

/**
 * Reads a project and picks an environment of it: the named one, or the only one.
 *
 * @throws {FileMissingError} when there is no such file.
 * @throws {FileInvalidError} when it is no project; lists every place.
 * @throws {CommandUsageError} when there is no such environment, or none is named where there are several.
 */
export function readProject(path = PROJECT_FILE, environment?: string): ProjectEnvironment {
  const parsed = Project.safeParse(readJson(path, "project (`weighbridge init` makes one)"));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path: place, message }) => ({ path: place.join("."), message }));
    throw new FileInvalidError({ path, what: "a project of Weighbridge", issues });
  }
  const { environments, rulebook, packs } = parsed.data;
  const name = pick(Object.keys(environments), path, environment);
  const chosen = environments[name];
  if (chosen === undefined) throw new CommandUsageError({ fact: `${path} has no environment.`, usage: "--env <name>" });
  const beside = (file: string) => join(dirname(path), file);
  const files = { rulebook: beside(rulebook), packs: packs.map(beside) };
  return {
    ...chosen,
    path,
    name,
    files,
    rulebook: () => readRulebook(files.rulebook),
    packs: (of) => packsOf([of], files.packs),
  };
}

function pick(names: readonly string[], path: string, wanted: string | undefined): string {
  const [first, ...others] = names;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  if (wanted === undefined && first !== undefined && others.length === 0) return first;
  const has = names.length === 0 ? "none" : names.join(", ");
  const fact =
    wanted === undefined
      ? `${path} has several environments or none: ${has}.`
      : `${path} has no environment "${wanted}"; it has: ${has}.`;
  throw new CommandUsageError({ fact, usage: "--env <name>" });
}
