import { type Issue, ProgramInvalidError, RulebookCompileError } from "../errors/index.js";
import { ORIGINS } from "../kinds/index.js";
import {
  dayOf,
  hashProvision,
  hashRulebook,
  type Pack,
  type Rulebook,
  type Scheme,
  schemeBits,
} from "../rulebook/index.js";
import { assembleProgram } from "./assembleProgram.js";
import type { CompiledProgram } from "./compiled.js";
import { applyUses } from "./compiling/applyUses.js";
import { originsOf, repeatedRules } from "./compiling/originsOf.js";
import { numbered } from "./compiling/numbered.js";
import { type Resolved, resolve } from "./compiling/resolve.js";
import type { Program, ProgramParts } from "./types.js";

export type CompileParameters = {
  /** Unix seconds. What is in force on that day, in UTC, decides; nothing else does. */
  readonly asOf: bigint;
  /** Those that the rulebook refers to; others are ignored. */
  readonly packs?: readonly Pack[] | undefined;
  /** Default: the one that Weighbridge ships under the rulebook's `scheme`. */
  readonly scheme?: Scheme | undefined;
  /** Ids of proposals to be taken as if they were law, to see what they would mean: `plan` takes no such program. */
  readonly asIfAdopted?: readonly string[] | undefined;
};
export type CompileReturnType = CompiledProgram;
export type CompileErrorType = RulebookCompileError;

/**
 * Makes the program that a token enforces from what people wrote. Pure: the same rulebook, packs and day give the same bytes.
 *
 * Nothing is dropped: every use of the rulebook ends as rules, as a reason built into the engine, as a duty, or in `notEnforced` with its reason.
 *
 * @param rulebook As `parseRulebook` returns it.
 * @throws {RulebookCompileError} when a proposed provision would be enforced, an unverified restriction was accepted by nobody, an unverified
 * exemption is relied on, a pack is missing or is another one, or two uses give the same rule. Lists every issue with its path.
 * @example
 * const program = compile(rulebook, { asOf: 1_800_000_000n });
 * console.log(program.id, program.origins[0]?.citation, program.notEnforced.length);
 */
export function compile(
  rulebook: Rulebook,
  { asOf, packs = [], scheme, asIfAdopted = [] }: CompileParameters,
): CompileReturnType {
  const resolved = resolve(rulebook, packs, scheme);
  const fail = (issues: readonly Issue[]) => new RulebookCompileError({ rulebook: rulebook.id, issues });
  if (resolved.scheme === undefined) throw fail(resolved.issues);
  const decimals = rulebook.token.decimals;
  const named = numbered(rulebook, resolved.scheme);
  const applied = applyUses(rulebook, {
    decimals,
    bits: schemeBits(resolved.scheme),
    ...named,
    provisions: resolved.provisions,
    day: dayOf(asOf),
    adopted: new Set(asIfAdopted),
  });
  const parts: ProgramParts = {
    rules: applied.rules.map(({ rule }) => rule),
    countrySets: named.sets,
    provisions: applied.enforced.map(hashProvision),
    rulebook: hashRulebook(rulebook),
    lots: named.lots,
  };
  const issues = [
    ...resolved.issues,
    ...noProposals(asIfAdopted, resolved),
    ...applied.issues,
    ...repeatedRules(applied.rules, parts),
  ];
  if (issues.length > 0) throw fail(issues);

  const program = assemble(parts, fail);
  return {
    ...program,
    asOf,
    ...(asIfAdopted.length > 0 && { asIfAdopted }),
    decimals,
    scheme: resolved.scheme,
    origins: originsOf(program, applied.rules, parts),
    setNames: program.countrySets.map((set) => named.titleOf(set) ?? ""),
    originNames: originNamesOf(rulebook),
    pathNames: (rulebook.paths ?? []).map(({ title }) => title),
    builtIn: applied.builtIn,
    duties: applied.duties,
    notEnforced: applied.notEnforced,
  };
}

/** Of what would be taken as if it were adopted: what is no proposal. */
function noProposals(ids: readonly string[], { provisions }: Resolved): readonly Issue[] {
  return ids.flatMap((id, index) => {
    const status = provisions.get(id)?.status;
    if (status === "proposed") return [];
    const message =
      status === undefined ? "names no provision of the rulebook or its packs" : `is no proposal: it is ${status}`;
    return [{ path: `asIfAdopted[${index}]`, message, value: id }];
  });
}

/** By number; 0 has none of its own. */
function originNamesOf({ lots }: Rulebook): readonly (string | undefined)[] {
  const titles = new Map((lots?.origins ?? []).map(({ number, title }) => [number, title]));
  return Array.from({ length: ORIGINS }, (_, origin) => (origin === 0 ? "an unspecified sale" : titles.get(origin)));
}

/** What no single rule shows: too many rules, country sets or provisions. */
function assemble(parts: ProgramParts, fail: (issues: readonly Issue[]) => RulebookCompileError): Program {
  try {
    return assembleProgram(parts);
  } catch (error) {
    if (!(error instanceof ProgramInvalidError)) throw error;
    throw fail([{ path: "uses", message: `${error.fault.place}: ${error.fault.value}. ${error.fault.remedy}` }]);
  }
}
