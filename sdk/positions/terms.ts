import type { Hex } from "viem";
import { ParameterInvalidError } from "../errors/index.js";
import { POSITIONS } from "../kinds/index.js";
import type { Binding } from "../verdict/index.js";
import { bindingField, limitField, provisionField, timeField } from "./fields.js";

/** What applies to an underlying in all months. Whole contracts; null: none. */
export type UnderlyingTerms = {
  /** Limit of the position in all months together, inclusive. */
  readonly allMonths: bigint | null;
  /** Level above which a person is told of, in all months; `monthAccountability`: in a single one. Levels refuse nothing. */
  readonly accountability: bigint | null;
  readonly monthAccountability: bigint | null;
  /** Long and short do not net. */
  readonly sameSide: boolean;
  /** Units of the underlying itself count: a policy. */
  readonly countsSpot: boolean;
  readonly binding: Exclude<Binding, "engine">;
  /** Hash of the provision, or of the policy's document, behind limit and levels; zero only while there are none. */
  readonly provision: Hex;
};

/** From a time on at most so many contracts in the spot month. */
export type SpotStep = {
  /** Unix seconds. */
  readonly from: bigint;
  /** Whole contracts, inclusive; null: none. */
  readonly limit: bigint | null;
};

/** Limits of one month. Whole contracts, inclusive; null: none. */
export type MonthLimits = {
  /** For the month at any time. */
  readonly single: bigint | null;
  /** At most three, ascending by time: the last that has begun is in force, beside `single`. */
  readonly steps: readonly SpotStep[];
  /** In the spot month physical and cash settlement are measured apart. */
  readonly apart: boolean;
  readonly binding: Exclude<Binding, "engine">;
  /** Behind `single`: a hash; zero only while there is no such limit. */
  readonly provision: Hex;
  readonly spotBinding: Exclude<Binding, "engine">;
  /** Behind the steps, likewise. */
  readonly spotProvision: Hex;
};

/** @internal */
export function underlyingArgument(terms: UnderlyingTerms) {
  const { allMonths, accountability, monthAccountability, sameSide, countsSpot, binding, provision } = terms;
  const isLimited = allMonths !== null || accountability !== null || monthAccountability !== null;
  return {
    allMonths: limitField("terms.allMonths", allMonths),
    accountability: limitField("terms.accountability", accountability),
    monthAccountability: limitField("terms.monthAccountability", monthAccountability),
    ...{ sameSide, countsSpot, binding: bindingField("terms.binding", binding) },
    provision: provisionField("terms.provision", provision, isLimited),
  };
}

/** @internal */
export function monthArgument({ single, steps, apart, ...sources }: MonthLimits) {
  const { binding, provision, spotBinding, spotProvision } = sources;
  if (steps.length > POSITIONS.mostSteps) throw invalid("limits.steps", steps.length, `at most ${POSITIONS.mostSteps}`);
  return {
    single: limitField("limits.single", single),
    steps: steps.map(({ from, limit }, index) => {
      const before = steps[index - 1];
      const path = `limits.steps[${index}]`;
      if (before !== undefined && from <= before.from)
        throw invalid(`${path}.from`, from, `later than the step before it, ${before.from}`);
      return { from: timeField(`${path}.from`, from), limit: limitField(`${path}.limit`, limit) };
    }),
    ...{ apart, binding: bindingField("limits.binding", binding) },
    spotBinding: bindingField("limits.spotBinding", spotBinding),
    provision: provisionField("limits.provision", provision, single !== null),
    spotProvision: provisionField("limits.spotProvision", spotProvision, steps.length > 0),
  };
}

const invalid = (parameter: string, value: unknown, wanted: string) =>
  new ParameterInvalidError({ parameter, value: String(value), wanted });
