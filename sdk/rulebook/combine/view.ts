import type { FindingSide } from "../audit/report.js";
import type { ActivityKind, ProductClass } from "../vocabulary.js";

/** One step by which a provision gave way, or by which it was seen that none does. */
export type CombineStep =
  /** A text says that one goes before the other, where both apply. */
  | { readonly step: "precedence"; readonly kept: string; readonly givesWay: string; readonly because: string }
  /** Whatever meets the one meets the other, in every cell in which the other applies. */
  | { readonly step: "stricter"; readonly kept: string; readonly givesWay: string }
  /** They ask the same. */
  | { readonly step: "alike"; readonly kept: string; readonly givesWay: string }
  /** Each refuses something that the other allows: both must be met. */
  | { readonly step: "both"; readonly provisions: readonly [string, string] }
  /** Nothing meets both: a person decides. */
  | { readonly step: "contradiction"; readonly provisions: readonly [string, string] };

export type CombinedRow = {
  readonly measure: string;
  readonly activities: readonly ActivityKind[];
  readonly products: readonly ProductClass[];
  readonly exposures: readonly string[];
  /** What stands: all of it must be met, each within its scope. */
  readonly stands: readonly (FindingSide & { readonly when: string })[];
  readonly trace: readonly CombineStep[];
};

/** A combined view. It informs and is never compiled. */
export type CombinedView = {
  readonly format: "weighbridge.combine/1";
  readonly asOf: string;
  readonly asIfAdopted: readonly string[];
  /** In force. */
  readonly provisions: number;
  readonly rows: readonly CombinedRow[];
};
