import type { ParameterInvalidError } from "../errors/index.js";
import { isReason } from "../kinds/index.js";
import {
  type ProgramParts,
  traceRules,
  type TraceRulesErrorType,
  type TraceRulesParameters,
} from "../program/index.js";
import type { Rulebook } from "../rulebook/index.js";
import {
  type Audience,
  type CitedFinding,
  type Finding,
  type Movement,
  remedy,
  sentence,
  type SentenceContext,
} from "../verdict/index.js";

export type CiteFindingsParameters = TraceRulesParameters & {
  readonly movement: Movement;
  /** Which gave the findings; null: none was in force. */
  readonly program: ProgramParts | null;
  /** From which the program was compiled. */
  readonly rulebook: Rulebook;
  /** For whom the sentences are. Default: the sender. */
  readonly audience?: Audience | undefined;
  /** Of the token. */
  readonly decimals: number;
  readonly symbol: string;
};
export type CiteFindingsReturnType = readonly CitedFinding[];
export type CiteFindingsErrorType = ParameterInvalidError | TraceRulesErrorType;

/**
 * Says why: joins each finding, by the rule's word and the hash in it, with the provision of the rulebook, the clause that lets the issuer refuse,
 * a sentence and a remedy. Pure.
 *
 * @throws {RulebookMismatchError} when the program was compiled from another rulebook.
 * @throws {RulebookCompileError} when a pack of the rulebook is missing or is another one, or its scheme is unknown.
 * @throws {ProvisionUnknownError} when the rulebook does not enforce what the program enforces.
 * @throws {ParameterInvalidError} when a finding is not of this program.
 */
export function citeFindings(
  findings: readonly Finding[],
  { movement, program, rulebook, audience = "sender", decimals, symbol, packs, scheme: given }: CiteFindingsParameters,
): CiteFindingsReturnType {
  const { scheme, setNames, pathNames, originOf } = traceRules(program, rulebook, { packs, scheme: given });
  const context: SentenceContext = { movement, audience, decimals, symbol, scheme, program, setNames, pathNames };
  return findings.map((finding) => {
    const words = { sentence: sentence(finding, context), remedy: remedy(finding, context) };
    if (isReason(finding.kind))
      return { ...finding, provisionId: null, citation: null, power: "engine", binding: "engine", ...words };
    const { provision, citation, power, binding } = originOf(finding.rule);
    const { instrument, clause } = power;
    return { ...finding, provisionId: provision, citation, power: { instrument, clause }, binding, ...words };
  });
}
