import { BUILT_IN_RULE } from "../../sdk/kinds/index.js";
import { compile, type CompiledProgram, evaluate } from "../../sdk/program/index.js";
import {
  assess,
  type AssessFinding,
  type Pack,
  type PreparedRulebooks,
  type Rulebook,
} from "../../sdk/rulebook/index.js";
import { chainFacts, movementOf } from "./chainFacts.js";
import { activityOf, kindsOf, type Terms } from "./lawFacts.js";
import { ledgersOf } from "./ledgers.js";
import type { Story } from "./story.js";

type Enforce = Extract<Rulebook["uses"][number]["how"], { readonly enforce: unknown }>["enforce"];

const COUNTING: readonly Enforce[number]["type"][] = ["mostHolders", "fewestHolders", "mostGroupShare"];

/** A provision that rules enforce, and the program that these rules alone would be. */
export type Enforced = {
  readonly provision: string;
  /** The path whose condition it is; undefined: it must always hold. */
  readonly path: string | undefined;
  readonly stricter: boolean;
  /** Whether its rules ask that the evidence of statuses is fresh. */
  readonly lapses: boolean;
  /** Whether its rules count what many hold together: of what stands against a movement anyhow, they refuse only what changes the number. */
  readonly counts: boolean;
  readonly program: CompiledProgram;
};

/**
 * One for each provision and path. An exemption that a path stands for is all of its conditions together, whichever clause of the offering says each:
 * its program has every rule of the path.
 */
export function enforcedBy(rulebook: Rulebook, packs: readonly Pack[], asOf: bigint): readonly Enforced[] {
  const effects = new Map(
    [rulebook, ...packs].flatMap((book) => book.provisions.map(({ id, effect }) => [id, effect.type])),
  );
  const uses = rulebook.uses.flatMap(({ how, ...use }) => ("enforce" in how ? [{ ...use, ...how }] : []));
  const keys = new Map(
    uses.flatMap(({ provision, enforce }) => enforce.map(({ path }) => [`${provision} ${path}`, { provision, path }])),
  );
  return [...keys.values()].map(({ provision, path }) => {
    const own = uses.filter((use) => use.provision === provision);
    const wholePath = path !== undefined && effects.get(provision) === "exempt";
    const taken = (wholePath ? uses : own).flatMap(({ enforce, stricter: _stricter, ...use }) => {
      const rules = enforce.flatMap(({ path: one, ...rule }) => (one === path ? [rule] : [])) as Enforce;
      return rules.length === 0 ? [] : [{ ...use, how: { enforce: rules } }];
    });
    const judged = own.flatMap(({ enforce }) => enforce);
    return {
      ...{ provision, path, stricter: own.some(({ stricter }) => stricter !== undefined) },
      lapses: judged.some(
        (rule) => (rule.type === "evidenceFresh" && rule.evidence === "statuses") || "counterpartyLifts" in rule,
      ),
      counts: judged.some(({ type }) => COUNTING.includes(type)),
      program: compile({ ...rulebook, uses: taken }, { asOf, packs }),
    };
  });
}

/** What refuses the movement: by the provisions of rules; undefined: the engine does, for a reason of its own, and no rule is asked. */
export function refusedBy(program: CompiledProgram, story: Story): ReadonlySet<string> | undefined {
  const decision = evaluate(program, chainFacts(story, program), movementOf(story));
  const rules = decision.allowed ? [] : [decision.first, ...decision.rest].map(({ rule }) => rule);
  return rules.includes(BUILT_IN_RULE) ? undefined : new Set(rules.map((rule) => program.origins[rule]!.provision));
}

export type Law = {
  readonly prepared: PreparedRulebooks;
  readonly terms: Terms;
  /** The exemption that a sale by the issuer relies on, by the origin that its lots would have, and one of a resale, by its path. */
  readonly reliesOn: (story: Story, way: string | undefined) => string | undefined;
};

/** Asks the law about one movement, each question once: what a provision says of it; undefined, nothing of such a one. */
export function lawOf({ prepared, terms, reliesOn }: Law, story: Story): (one: Enforced) => AssessFinding | undefined {
  const answers = new Map<string, readonly AssessFinding[]>();
  const asOf = BigInt(story.day) * 86_400n;
  const asked = (fact: string) => prepared.facts.has(fact);
  // Where nothing moves, nothing is added.
  const stories = [story, { ...story, amount: 0n }] as const;
  const ledgers = stories.map((one) => ledgersOf(one, terms, asked));
  const ask = (path: string | undefined, claim: string | undefined, lapses: boolean, still: boolean) => {
    const key = `${path} ${lapses} ${still}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = kindsOf(story).flatMap((kind) => {
      const question = { kind, way: path, claims: claim === undefined ? [] : [claim], lapses };
      const [one, of] = [stories[Number(still)]!, ledgers[Number(still)]!];
      return assess(prepared, activityOf(one, terms, question, asked, of), { asOf }).findings;
    });
    answers.set(key, found);
    return found;
  };
  return ({ provision, path, lapses, counts }) => {
    const claim = reliesOn(story, path);
    const of = (still: boolean) =>
      ask(path, claim, lapses, still).filter(
        (one) => one.provision === provision && (one.effect !== "exempt" || provision === claim),
      );
    const speaking = of(false);
    const against = speaking.find(refuses);
    const before =
      against !== undefined && counts ? of(true).find((one) => one.result !== "unknown" && refuses(one)) : undefined;
    if (before !== undefined && text(before.requirements) === text(against?.requirements)) return undefined;
    return against ?? speaking.find(({ binds }) => binds !== false);
  };
}

/** Whether what a provision says stands against the movement; of a consequence: whether it would arise. */
export const refuses = ({ effect, result, binds }: AssessFinding): boolean =>
  binds !== false && (effect === "consequence" || result !== "met");

const text = (requirements: AssessFinding["requirements"] | undefined) => JSON.stringify(requirements);
