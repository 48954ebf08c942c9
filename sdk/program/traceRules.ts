import { ProvisionUnknownError, RulebookCompileError, RulebookMismatchError } from "../errors/index.js";
import { hashProvision, hashRulebook, type Pack, type Rulebook, type Scheme, schemeBits } from "../rulebook/index.js";
import type { RuleOrigin } from "./compiled.js";
import { applyUses } from "./compiling/applyUses.js";
import { originsOf } from "./compiling/originsOf.js";
import { numbered } from "./compiling/numbered.js";
import { resolve } from "./compiling/resolve.js";
import type { ProgramParts } from "./types.js";

export type TraceRulesParameters = {
  /** Those that the rulebook refers to; others are ignored. */
  readonly packs?: readonly Pack[] | undefined;
  /** Default: the one that Weighbridge ships under the rulebook's `scheme`. */
  readonly scheme?: Scheme | undefined;
};
export type TraceRulesReturnType = {
  readonly scheme: Scheme;
  /** What the rulebook calls the program's country sets, by index; undefined: nothing. */
  readonly setNames: readonly (string | undefined)[];
  /** What it calls its paths: the first is path 1 of the program. */
  readonly pathNames: readonly string[];
  /**
   * Where a rule comes from.
   *
   * @param rule Its index in the program.
   * @throws {ProvisionUnknownError} when the rulebook enforces no such provision.
   */
  readonly originOf: (rule: number) => RuleOrigin;
};
/** On which every decision counts. */
const LAST_DAY = "9999-12-31";

export type TraceRulesErrorType = ProvisionUnknownError | RulebookCompileError | RulebookMismatchError;

/**
 * Finds the law behind the rules of a program, in the rulebook it was compiled from, whenever that was and by whichever version: a rule names its
 * provision by hash. Where the rulebook uses a provision more than once, under several powers, the use that says the same rule is taken.
 *
 * @param program As decoded from the chain; null: none is in force, and no rule is asked for.
 * @throws {RulebookMismatchError} when the program was compiled from another rulebook.
 * @throws {RulebookCompileError} when a pack of the rulebook is missing or is another one, or its scheme is unknown.
 */
export function traceRules(
  program: ProgramParts | null,
  rulebook: Rulebook,
  { packs = [], scheme: given }: TraceRulesParameters = {},
): TraceRulesReturnType {
  const hash = hashRulebook(rulebook);
  if (program !== null && program.rulebook !== hash)
    throw new RulebookMismatchError({ given: hash, enforced: program.rulebook });
  const { provisions, scheme, issues } = resolve(rulebook, packs, given);
  if (scheme === undefined || issues.length > 0) throw new RulebookCompileError({ rulebook: rulebook.id, issues });

  const named = numbered(rulebook, scheme);
  const context = { decimals: rulebook.token.decimals, bits: schemeBits(scheme), ...named, provisions };
  /** One use as it was applied on a day on which its provision was in force. */
  const written = rulebook.uses.flatMap((use) => {
    const provision = provisions.get(use.provision);
    if (provision === undefined || !("enforce" in use.how)) return [];
    // A program that has the rule was compiled on a day on which it was in force, or as if it were.
    const when = { day: provision.effective?.from ?? LAST_DAY, adopted: new Set([provision.id]) };
    const { rules } = applyUses({ ...rulebook, uses: [use] }, { ...context, ...when });
    return [
      { rules, parts: { countrySets: named.sets, provisions: [hashProvision(provision)], rules: [], rulebook: hash } },
    ];
  });

  const originOf = (index: number): RuleOrigin => {
    const rule = program?.rules[index];
    const provision = rule && program?.provisions[rule.provision];
    const uses = written.filter(({ parts }) => parts.provisions[0] === provision);
    const [exact] = uses.flatMap(({ rules, parts }) =>
      program === null || rule === undefined ? [] : originsOf({ ...program, rules: [rule] }, rules, parts),
    );
    const origin = exact ?? uses[0]?.rules[0]?.origin;
    if (origin !== undefined) return origin;
    throw new ProvisionUnknownError({ provision: String(provision), rulebook: rulebook.id });
  };
  const pathNames = (rulebook.paths ?? []).map(({ title }) => title);
  return { scheme, setNames: (program?.countrySets ?? []).map(named.titleOf), pathNames, originOf };
}
