import { decidedText } from "../values/compilePredicate.js";
import { type Missing, miss, type Truth } from "../values/context.js";
import { dayAfter } from "../values/periods.js";
import type { Activity } from "./activity.js";
import type { AssessFinding, DutyFinding, ExemptionPath, RequirementFinding } from "./assessment.js";
import { Judge } from "./judge.js";
import type { Candidates } from "./lawOnDay.js";
import type { PreparedProvision } from "./preparedProvision.js";
import type { PreparedRulebooks } from "./prepareRulebooks.js";

type Answer = {
  readonly result: "met" | "failed" | "unknown";
  readonly requirements: readonly RequirementFinding[];
  readonly missing: readonly Missing[];
};
type Judged = Pick<AssessFinding, "result" | "binds" | "because"> & {
  readonly requirements?: readonly RequirementFinding[];
};

const resultOf = (truth: Truth) => (truth === undefined ? "unknown" : truth ? "met" : "failed");
const NO_REQUIREMENTS: readonly RequirementFinding[] = Object.freeze([]);
const NO_MISSING: readonly Missing[] = Object.freeze([]);
const NOT_MET: Answer = { result: "failed", requirements: NO_REQUIREMENTS, missing: NO_MISSING };

/** One question to the law of one day. */
export class Assessing {
  readonly judge: Judge;
  readonly candidates: Candidates;
  readonly paths: ExemptionPath[] = [];
  readonly duties: DutyFinding[] = [];
  readonly undetermined: string[] = [];
  readonly #answers = new Map<number, Answer>();
  readonly #exemptions = new Map<number, Answer>();

  constructor(rulebooks: PreparedRulebooks, activity: Activity, asOf: string, adopted: readonly string[]) {
    const law = rulebooks.on(asOf, adopted);
    this.candidates = law.candidates(activity.kind, activity.product.classes);
    this.judge = new Judge(rulebooks, law, this.candidates, activity, activity.on ?? asOf, (one) =>
      this.#truthOf(this.#answer(one).result),
    );
  }

  #truthOf(result: Answer["result"]): Truth {
    return result === "unknown" ? undefined : result === "met";
  }

  /** All requirements of an exemption or limit, asked once. */
  #answer(one: PreparedProvision): Answer {
    const known = this.#answers.get(one.index);
    if (known !== undefined) return known;
    const { judge } = this;
    const before = judge.missing.length;
    const outer = judge.least;
    let result = "met" as Answer["result"];
    const requirements = one.requires.map(({ id, measure, test, least, remedy }): RequirementFinding => {
      judge.least = least;
      const own = judge.missing.length;
      const truth = test(judge);
      if (truth !== undefined) judge.missing.length = own;
      if (truth === false) result = "failed";
      else if (truth === undefined && result === "met") result = "unknown";
      const { measured, cmp, limit } = decidedText(judge.decided);
      return { id, measure, result: resultOf(truth), measured, cmp, limit, remedy };
    });
    judge.least = outer;
    const missing = result === "unknown" ? judge.missing.since(before) : NO_MISSING;
    judge.missing.length = before;
    const answer = { result, requirements, missing };
    this.#answers.set(one.index, answer);
    return answer;
  }

  /** An exemption that is met, within its scope, and gives way to nothing; asked once. */
  #exemption(one: PreparedProvision): Answer {
    const known = this.#exemptions.get(one.index);
    if (known !== undefined) return known;
    const { judge } = this;
    const before = judge.missing.length;
    const scope = one.when === undefined ? true : one.when(judge);
    const displaced = judge.displacedBy(one);
    const answer = scope === false || typeof displaced === "object" ? NOT_MET : this.#answer(one);
    const isOpen = scope === undefined || displaced === undefined;
    const result = isOpen && answer.result === "met" ? "unknown" : answer.result;
    const missing = result === "unknown" ? [...judge.missing.since(before), ...answer.missing] : NO_MISSING;
    judge.missing.length = before;
    const made = { result, requirements: answer.requirements, missing };
    this.#exemptions.set(one.index, made);
    return made;
  }

  finding(one: PreparedProvision): AssessFinding {
    const { judge } = this;
    if (one.type === "define") {
      const idle = judge.idle(one);
      if (idle === undefined) return definitionOf(one, judge.definition(one));
      return (idle.finding ??= Object.freeze(definitionOf(one, judge.definition(one))));
    }
    judge.missing.length = 0;
    const judged = this.#judged(one);
    const tells = judged.result === "unknown" || one.duties.length > 0;
    return findingOf(one, judged, tells ? judge.missing.since(0) : NO_MISSING);
  }

  #judged(one: PreparedProvision): Judged {
    const { judge } = this;
    const { type } = one;
    const scope = one.when === undefined ? true : one.when(judge);
    if (scope === false) return OUTSIDE;
    const displaced = judge.displacedBy(one);
    if (typeof displaced === "object")
      return {
        result: "displaced",
        binds: false,
        because: `${displaced.by.citation} goes before it: ${displaced.because}`,
      };
    if (type === "consequence" && this.#prohibition(one).result === "met")
      return { result: "met", binds: false, because: PROHIBITED.met };
    if (type === "consequence" || type === "discretion") return this.#arising(one, scope);
    const answer =
      type === "prohibit" ? this.#prohibition(one) : type === "exempt" ? this.#exemption(one) : this.#answer(one);
    const { result, requirements } = answer;
    judge.missing.addAll(answer.missing);
    if (type === "exempt") return { result, binds: scope, requirements, because: this.#claimWords(one) };
    if (result === "failed" && (scope === undefined || displaced === undefined))
      return {
        result: "unknown",
        binds: scope,
        requirements,
        because: "it would refuse, and it cannot be told whether it binds",
      };
    return { result, binds: scope, requirements, because: (type === "limit" ? LIMITED : PROHIBITED)[result] };
  }

  #claimWords({ id, decides }: PreparedProvision): string {
    if (!decides) return "it is unverified, and an unverified exemption is not available";
    return this.judge.claims.has(id) ? "it is claimed" : "it is not claimed: shown, and not applied";
  }

  #arising(one: PreparedProvision, scope: Truth): Judged {
    const truth = one.test?.(this.judge);
    const arises = truth === false ? false : scope === undefined ? undefined : truth;
    const { id, effect } = one.provision;
    if (effect.type === "discretion") {
      if (arises === false) return IDLE;
      return { result: "unknown", binds: arises, because: `it is for ${effect.by} to decide` };
    }
    if (arises === false) return IDLE;
    if (arises === undefined) this.undetermined.push(id);
    else this.#dutiesOf(one);
    return arises === true ? ARISES : MAY_ARISE;
  }

  #dutiesOf({ duties, id, citation, decides }: PreparedProvision): void {
    for (const { who, what, due, fromSlot } of duties) {
      const from = fromSlot === undefined ? undefined : this.judge.fact(fromSlot);
      const end =
        due === undefined || typeof from !== "string" ? undefined : dayAfter(from, due.within, this.judge.calendars);
      if (from !== undefined && end === undefined)
        miss(this.judge, `calendar ${due?.within.calendar ?? "of business days"}`);
      this.duties.push({ provision: id, citation, who, what, dueOn: end, decides });
    }
  }

  /** Forbidden, unless an exemption from it is claimed and met. */
  #prohibition(one: PreparedProvision): Answer {
    const ways = this.candidates.exemptions.get(one.id) ?? [];
    const missing: Missing[] = [];
    let result: Answer["result"] = "failed";
    for (const way of ways) {
      const answer = this.#exemption(way);
      const { id, decides: available } = way;
      const claimed = this.judge.claims.has(id);
      this.paths.push({
        prohibition: one.id,
        exemption: id,
        citation: way.citation,
        claimed,
        available,
        result: answer.result,
      });
      if (!claimed || !available || answer.result === "failed" || result === "met") continue;
      result = answer.result;
      missing.push(...answer.missing);
    }
    return { result, requirements: NO_REQUIREMENTS, missing: result === "unknown" ? missing : NO_MISSING };
  }
}

const OUTSIDE: Judged = { result: "met", binds: false, because: "the facts are outside its scope" };
const IDLE: Judged = { result: "met", binds: false, because: "it does not arise" };
const ARISES: Judged = { result: "met", binds: true, because: "the duty arises" };
const MAY_ARISE: Judged = {
  ...{ result: "unknown", binds: undefined, because: "it cannot be told whether the duty arises" },
};
/** One that holds nothing of the activity is made once for all assessments. */
function findingOf(one: PreparedProvision, judged: Judged, missing: readonly Missing[]): AssessFinding {
  const { result, binds, because, requirements = NO_REQUIREMENTS } = judged;
  const { id, type, citation, decides, plain } = one;
  const isPlain = requirements.length === 0 && missing.length === 0 && binds !== undefined;
  if (isPlain) for (const known of plain) if (known.because === because) return known;
  const made = { provision: id, citation, effect: type, result, binds, decides, requirements, missing, because };
  if (isPlain) plain.push(Object.freeze(made));
  return made;
}

const definitionOf = (one: PreparedProvision, known: boolean | readonly Missing[]): AssessFinding =>
  typeof known === "object"
    ? findingOf(one, DEFINED.unknown, known)
    : findingOf(one, known ? DEFINED.met : DEFINED.failed, NO_MISSING);

const DEFINED: Readonly<Record<Answer["result"], Judged>> = {
  met: { result: "met", binds: true, because: "what it defines is so" },
  failed: { result: "failed", binds: true, because: "what it defines is not so" },
  unknown: { result: "unknown", binds: true, because: "it cannot be told" },
};
const LIMITED = {
  met: "all that it requires is met",
  failed: "something that it requires is not met",
  unknown: "it cannot be told",
} as const;
const PROHIBITED = {
  met: "an exemption is claimed and met",
  failed: "no exemption is claimed and met",
  unknown: "whether the exemption claimed is met cannot be told",
} as const;
