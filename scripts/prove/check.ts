import { createRequire } from "node:module";
import type { sourcesOf } from "./source.js";

/** What the checker says of one assertion, or of one arithmetic operation that a proof reaches. */
export type Verdict = { readonly place: string; readonly what: string; readonly proved: boolean };

type Compiler = {
  readonly cwrap: (name: string, result: string, parameters: readonly string[]) => (...values: unknown[]) => string;
  readonly addFunction: (callback: (...values: number[]) => void, signature: string) => number;
  readonly UTF8ToString: (place: number) => string;
  readonly lengthBytesUTF8: (text: string) => number;
  readonly stringToUTF8: (text: string, place: number, bytes: number) => void;
  readonly setValue: (place: number, value: number, type: string) => void;
  readonly _solidity_alloc: (bytes: number) => number;
};

type Message = {
  readonly severity: string;
  readonly errorCode?: string;
  readonly message: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number };
};

const soljson = createRequire(import.meta.url)("solc/soljson.js") as Compiler;
const compile = soljson.cwrap("solidity_compile", "string", ["string", "number", "number"]);

/** "BMC: Assertion violation check is safe!", "BMC: Overflow (…) might happen here.", and what else it says of a target. */
const SAFE = /^BMC: (.*) check is safe!$/s;
const OPEN = /^BMC: (Assertion violation|Overflow|Underflow|Division by zero)(?:.*?)(?:might happen|happens) here\./s;
/** A query that the solver could not read: of its target nothing is known, not even which it was. */
const FAILED = /^BMC: (Error during interaction with the SMT solver)\./;

/**
 * Runs solc's SMTChecker over one proof. Its engine is BMC: our rules have no loops in what is proved here, so that it leaves nothing out; CHC needs a
 * query of many megabytes for the same.
 *
 * @throws {Error} when a source does not compile.
 */
export function check(
  sources: ReturnType<typeof sourcesOf>,
  file: string,
  solve: (query: string) => string,
): readonly Verdict[] {
  const contracts = [...(sources[file]?.content ?? "").matchAll(/^contract (\w+)/gm)].map(([, name = ""]) => name);
  const input = {
    language: "Solidity",
    sources,
    settings: {
      modelChecker: {
        contracts: { [file]: contracts },
        engine: "bmc",
        solvers: ["smtlib2"],
        showUnproved: true,
        showProvedSafe: true,
        targets: ["assert", "overflow", "underflow", "divByZero"],
      },
      outputSelection: { "*": { "": ["ast"] } },
    },
  };
  const asked = soljson.addFunction((_context, kind = 0, data = 0, contents = 0, error = 0) => {
    const wanted = soljson.UTF8ToString(kind) === "smt-query";
    const answer = wanted ? solve(soljson.UTF8ToString(data)) : "a source that is not there";
    soljson.setValue(wanted ? contents : error, place(answer), "*");
  }, "viiiii");
  const { errors = [] } = JSON.parse(compile(JSON.stringify(input), asked, 0)) as { errors?: readonly Message[] };
  const broken = errors.find(({ severity }) => severity === "error");
  if (broken !== undefined) throw new Error(`${file} does not compile: ${broken.message}`);
  return errors.flatMap((message) => verdictsOf(message, sources));
}

/** A text where solc reads it. */
function place(text: string): number {
  const bytes = soljson.lengthBytesUTF8(text) + 1;
  const start = soljson._solidity_alloc(bytes);
  soljson.stringToUTF8(text, start, bytes);
  return start;
}

function verdictsOf({ message, sourceLocation }: Message, sources: ReturnType<typeof sourcesOf>): readonly Verdict[] {
  const safe = SAFE.exec(message);
  const open = OPEN.exec(message) ?? FAILED.exec(message);
  const what = (safe ?? open)?.[1];
  if (what === undefined || sourceLocation === undefined) return [];
  const { file, start } = sourceLocation;
  const line = (sources[file]?.content ?? "").slice(0, start).split("\n").length;
  return [{ place: `${file}:${line}`, what: what.split(" (")[0] ?? what, proved: safe !== null }];
}
