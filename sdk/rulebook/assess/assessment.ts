import type { Duty } from "../effects.js";
import type { Provision } from "../provision.js";
import type { Missing } from "../values/context.js";
import type { FactValue, OUTCOMES, Provenance } from "./activity.js";

export type Outcome = (typeof OUTCOMES)[number];
export type Result = "met" | "failed" | "unknown" | "displaced";

/** One condition of an exemption or limit. */
export type RequirementFinding = {
  readonly id: string;
  readonly measure: string;
  readonly result: "met" | "failed" | "unknown";
  /** The comparison that decided it. Undefined: unknown. */
  readonly measured: string | undefined;
  readonly cmp: string;
  readonly limit: string | undefined;
  readonly remedy: string | undefined;
};

/** What one provision says. Every provision in force that speaks of the activity and the product has exactly one. */
export type AssessFinding = {
  readonly provision: string;
  readonly citation: string;
  readonly effect: Provision["effect"]["type"];
  /** Of a prohibition: `met` by an exemption. Of a definition: met or not. Of a discretion that arises: unknown. */
  readonly result: Result;
  /** Whether it binds on these facts: false if they are outside its scope. Undefined: it cannot be told. */
  readonly binds: boolean | undefined;
  /** Whether it can decide: an unverified provision cannot, unless a named person has accepted it. */
  readonly decides: boolean;
  readonly requirements: readonly RequirementFinding[];
  readonly missing: readonly Missing[];
  readonly because: string;
};

/** One way through a prohibition. */
export type ExemptionPath = {
  readonly prohibition: string;
  readonly exemption: string;
  readonly citation: string;
  /** One that is not claimed is shown, and never applied. */
  readonly claimed: boolean;
  /** An unverified exemption is not. */
  readonly available: boolean;
  readonly result: "met" | "failed" | "unknown";
};

export type DutyFinding = {
  readonly provision: string;
  readonly citation: string;
  readonly who: Duty["who"];
  readonly what: string;
  /** Undefined: at once, or the day from which it runs is not known (then it is among `missing`). */
  readonly dueOn: string | undefined;
  readonly decides: boolean;
};

/** A given fact that was asked for, with where it comes from. */
export type ReadFact = Provenance & { readonly fact: string; readonly value: FactValue };

/** The answer to "may this be done?". */
export type Assessment = {
  readonly outcome: Outcome;
  /** The day whose law it is judged by, and the day of the activity. */
  readonly asOf: string;
  readonly on: string;
  readonly asIfAdopted: readonly string[];
  readonly findings: readonly AssessFinding[];
  readonly paths: readonly ExemptionPath[];
  /** What must be known to decide more, and why it is not. */
  readonly missing: readonly Missing[];
  readonly duties: readonly DutyFinding[];
  /** Ids of consequences of which cannot be told whether they arise. They refuse nothing, and are no part of the outcome. */
  readonly undetermined: readonly string[];
  readonly facts: readonly ReadFact[];
  /** Packs and rulebooks that speak of such an activity, and those that do not. */
  readonly coverage: { readonly speaking: readonly string[]; readonly silent: readonly string[] };
};
