import type { Issue } from "../../errors/index.js";
import { isReason, type Rule } from "../../kinds/index.js";
import {
  cite,
  type Enforcement,
  LAW_LEVELS,
  type Provision,
  type RecordedDecision,
  type Rulebook,
  type Use,
} from "../../rulebook/index.js";
import type { AppliedProvision, CompiledProgram, RuleOrigin } from "../compiled.js";
import { neverDecides, whyNotInForce } from "./inForce.js";
import { whyNotUsable } from "./permission.js";
import { type RuleContext, ruleOf } from "./ruleOf.js";

/** A rule that is not numbered yet, with where it comes from. */
export type PlacedRule = { readonly rule: Rule; readonly origin: RuleOrigin };

/** What the uses of a rulebook come to on a day. Rules name their provision by its index in `enforced`. */
export type Applied = Pick<CompiledProgram, "builtIn" | "duties" | "notEnforced"> & {
  readonly rules: readonly PlacedRule[];
  readonly enforced: readonly Provision[];
  readonly issues: readonly Issue[];
};

export type ApplyContext = RuleContext & {
  readonly provisions: ReadonlyMap<string, Provision>;
  /** In UTC. */
  readonly day: string;
  /** Ids of proposals that are taken as if they were law. */
  readonly adopted: ReadonlySet<string>;
};

const NOTHING: Applied = { rules: [], enforced: [], builtIn: [], duties: [], notEnforced: [], issues: [] };

/** A refusal is by law only if the provision itself forbids, at a level that is law. */
const bindingOf = ({ effect, level }: Provision): RuleOrigin["binding"] =>
  (effect.type === "prohibit" || effect.type === "limit") && LAW_LEVELS.includes(level) ? "law" : "policy";

/** Applies every use of the rulebook, in its order; each ends in exactly one list, or in an issue. */
export function applyUses({ uses, powers, decisions }: Rulebook, context: ApplyContext): Applied {
  return uses.reduce<Applied>((applied, use, index) => {
    const path = `uses[${index}]`;
    const provision = context.provisions.get(use.provision);
    const power = powers.find(({ id }) => id === use.power);
    const missing: readonly Issue[] = [
      ...(provision === undefined
        ? [
            {
              path: `${path}.provision`,
              message: "names no provision of the rulebook or its packs",
              value: use.provision,
            },
          ]
        : []),
      ...(power === undefined ? [{ path: `${path}.power`, message: "names no power", value: use.power }] : []),
    ];
    if (provision === undefined || power === undefined) return { ...applied, issues: [...applied.issues, ...missing] };
    const what = { provision: provision.id, citation: cite(provision), power, path };
    return merge(applied, applyUse(use, provision, what, decisions, context, applied.enforced.length));
  }, NOTHING);
}

function applyUse(
  { how }: Use,
  provision: Provision,
  applied: AppliedProvision,
  decisions: readonly RecordedDecision[],
  context: ApplyContext,
  index: number,
): Partial<Applied> {
  const { path } = applied;
  const notInForce = whyNotInForce(provision, context.day, context.adopted);
  if (notInForce !== undefined) {
    if (neverDecides(provision) && "enforce" in how)
      return { issues: [{ path: `${path}.how.enforce`, message: `cannot be enforced: ${notInForce}` }] };
    return { notEnforced: [{ ...applied, reason: `Not applied on ${context.day}: ${notInForce}.` }] };
  }
  const refused = whyNotUsable(provision, how, decisions, context.day);
  const issues = refused === undefined ? [] : [{ path: `${path}.provision`, message: refused, value: provision.id }];

  if ("notEnforced" in how) return { issues, notEnforced: [{ ...applied, reason: how.notEnforced }] };
  if ("duty" in how) return { issues, duties: [{ ...applied, duty: how.duty }] };
  if ("builtIn" in how) {
    if (isReason(how.builtIn)) return { issues, builtIn: [{ ...applied, reason: how.builtIn }] };
    return { issues: [...issues, { path: `${path}.how.builtIn`, message: "is no reason of the engine" }] };
  }
  const { stricter } = how;
  const origin = { ...applied, binding: bindingOf(provision), ...(stricter !== undefined && { stricter }) };
  const placed = how.enforce.map((enforcement, number) =>
    placeRule(enforcement, { ...origin, path: `${path}.how.enforce[${number}]` }, index, context),
  );
  return {
    enforced: [provision],
    rules: placed.flatMap(({ rules }) => rules),
    issues: [...issues, ...placed.flatMap((one) => one.issues)],
  };
}

function placeRule(
  enforcement: Enforcement,
  origin: RuleOrigin,
  provision: number,
  context: RuleContext,
): Pick<Applied, "rules" | "issues"> {
  const { rule, faults } = ruleOf(enforcement, provision, context);
  const issues = faults.map(({ field, fault }) => ({
    path: field === "" ? origin.path : `${origin.path}.${field}`,
    message: fault,
  }));
  return { rules: issues.length === 0 ? [{ rule, origin }] : [], issues };
}

const merge = (applied: Applied, more: Partial<Applied>): Applied => ({
  rules: [...applied.rules, ...(more.rules ?? [])],
  enforced: [...applied.enforced, ...(more.enforced ?? [])],
  builtIn: [...applied.builtIn, ...(more.builtIn ?? [])],
  duties: [...applied.duties, ...(more.duties ?? [])],
  notEnforced: [...applied.notEnforced, ...(more.notEnforced ?? [])],
  issues: [...applied.issues, ...(more.issues ?? [])],
});
