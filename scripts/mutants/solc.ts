import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";

/** Text of Solidity files by the name under which solc knows them: their path from the root, or an import of a package. */
export type Sources = Readonly<Record<string, string>>;
/** A node of solc's syntax tree. What it has beside depends on its type. */
export type Node = { readonly nodeType: string; readonly src: string; readonly id: number } & Readonly<
  Record<string, unknown>
>;
export type Output = {
  readonly errors?: readonly SolcError[];
  readonly sources?: Readonly<Record<string, { readonly ast: Node; readonly id: number }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, Contract>>>>;
};
export type SolcError = {
  readonly severity: string;
  readonly formattedMessage: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number };
};
export type Contract = {
  readonly abi: unknown;
  readonly evm: {
    readonly bytecode: { readonly object: string };
    readonly deployedBytecode: { readonly object: string };
  };
};
/** By file, then by contract or "" for the file itself: what is asked for. */
export type Selection = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export const ROOT = dirname(dirname(import.meta.dirname));
export const CODE = ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] as const;

const require = createRequire(import.meta.url);

/** The given files, and all that they import. */
export function readSources(patterns: readonly string[]): Sources {
  const sources: Record<string, string> = {};
  const queue = globSync(patterns as string[], { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));
  for (const name of queue) {
    if (name in sources) continue;
    const path = [join(ROOT, name), join(ROOT, "node_modules", name)].find((one) => existsSync(one));
    if (path === undefined) throw new Error(`no file for "${name}"`);
    const text = readFileSync(path, "utf8");
    sources[name] = text;
    queue.push(...importsOf(name, text));
  }
  return sources;
}

/** The files that one file imports, directly or not, and itself. */
export function reachedFrom(sources: Sources, file: string): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const name of reached) for (const next of importsOf(name, sources[name] ?? "")) reached.add(next);
  return reached;
}

const importsOf = (name: string, text: string): readonly string[] =>
  [...text.matchAll(/^import\b[^"';]*["']([^"']+)["']/gm)].map(([, target = ""]) =>
    target.startsWith(".") ? posix.join(posix.dirname(name), target) : target,
  );

let compiler: ((input: string) => string) | undefined;

/** Runs the pinned solc with the project's settings. Warnings are dropped. */
export function compile(
  sources: Sources,
  outputSelection: Selection,
  settings: Readonly<Record<string, unknown>> = {},
): Output {
  compiler ??= loadCompiler();
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings: {
      viaIR: true,
      optimizer: { enabled: true, runs: 800 },
      evmVersion: "cancun",
      metadata: { bytecodeHash: "none" },
      ...settings,
      outputSelection,
    },
  };
  const output = JSON.parse(compiler(JSON.stringify(input))) as Output;
  return { ...output, errors: (output.errors ?? []).filter(({ severity }) => severity === "error") };
}

function loadCompiler(): (input: string) => string {
  // Its warnings are no errors here: no file's name begins with "project/".
  const soljson = require("../solc.cjs") as {
    readonly cwrap: (name: string, result: string, types: readonly string[]) => (...args: unknown[]) => string;
  };
  const call = soljson.cwrap("solidity_compile", "string", ["string", "number", "number"]);
  return (input) => call(input, 0, 0);
}
