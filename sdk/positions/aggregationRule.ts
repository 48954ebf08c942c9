import type { Issue } from "../errors/index.js";
import {
  type Activity,
  assess,
  hashProvision,
  LAW_LEVELS,
  type PositionTables,
  type PreparedRulebooks,
  secondsOf,
} from "../rulebook/index.js";
import { decimalText, decimal } from "../rulebook/values/decimal.js";
import { type Fraction, percentFraction } from "./fraction.js";
import type { CitedProvision } from "./limitOrigin.js";

/** @internal From which ownership on, and by which text, positions of others count as one's own. */
export type AggregationRule = {
  readonly percent: string;
  readonly least: Fraction;
  readonly provision: CitedProvision;
};

/** What is asked about in the words of the law. */
const FACTS = {
  owns: "actor.ownershipOfAccount",
  controls: "actor.controlsTradingOfAccount",
  isExempt: "actor.aggregationExempt",
  isIdentical: "actor.substantiallyIdenticalTrading",
} as const;

/** Finer than any interest that a document states. */
const A_LITTLE = { digits: 1n, scale: 12 };

/**
 * @internal
 * The rule of the tables, proven by the provision that they name: so much ownership aggregates and a little less does not, control does at no share, an
 * exemption lifts both, and nothing lifts what identical strategies ask. Adds to `issues` what is not so.
 */
export function aggregationRule(
  { aggregation, provenance, decisions }: PositionTables,
  law: PreparedRulebooks,
  day: string,
  issues: Issue[],
): AggregationRule | undefined {
  const { provision: id, ownership } = aggregation;
  const path = "aggregation.provision";
  const known = law.byId.get(id)?.provision;
  if (known === undefined) {
    issues.push({ path, message: "names no provision of these packs", value: id });
    return undefined;
  }
  const { citation, authority, level, verification, scope } = known;
  const isAccepted = decisions.some((one) => one.provision === id && one.on <= day);
  if (!law.on(day).inForce.some(({ provision }) => provision.id === id))
    issues.push({ path, message: `is not in force on ${day}`, value: id });
  else if (!LAW_LEVELS.includes(level)) issues.push({ path, message: `is no law, but ${level}`, value: id });
  else if (verification === "unverified" && !isAccepted)
    issues.push({
      path,
      message: "is unverified: verify it, or let a named person accept it in `decisions`",
      value: id,
    });
  const says = (facts: Partial<Record<keyof typeof FACTS, boolean | string>>): boolean => {
    const given = { owns: "0", controls: false, isExempt: false, isIdentical: false, ...facts };
    const activity: Activity = {
      ...{ kind: "hold", product: { classes: ["future"] }, provenance, claims: [] },
      facts: Object.fromEntries(
        Object.entries(given).map(([name, value]) => [FACTS[name as keyof typeof FACTS], value]),
      ),
    };
    const { findings } = assess(law, activity, { asOf: secondsOf(day) });
    return findings.find(({ provision }) => provision === id)?.result === "met";
  };
  const wrong = (message: string, value?: string) =>
    issues.push({ path: "aggregation.ownership.percent", message, value });
  const { percent } = ownership;
  if (!says({ owns: percent })) wrong(`is less than ${citation} asks`, percent);
  else if (says({ owns: aLittleLess(percent) })) wrong(`is more than ${citation} asks`, percent);
  const isUnderstood =
    says({ controls: true }) &&
    !says({}) &&
    !says({ owns: "100", controls: true, isExempt: true }) &&
    says({ isExempt: true, isIdentical: true });
  if (!isUnderstood)
    issues.push({
      path,
      message: "does not say of control, exemptions and identical strategies what a closure takes it to say",
      value: id,
    });
  return {
    ...{ percent, least: percentFraction(percent) },
    provision: {
      ...{ id, citation, authority, level, verification, addressee: scope.binds, hash: hashProvision(known) },
    },
  };
}

function aLittleLess(percent: string): string {
  const { digits, scale } = decimal(percent);
  const finer = Math.max(scale, A_LITTLE.scale);
  const by = 10n ** BigInt(finer - scale);
  return decimalText({ digits: digits * by - A_LITTLE.digits * 10n ** BigInt(finer - A_LITTLE.scale), scale: finer });
}
