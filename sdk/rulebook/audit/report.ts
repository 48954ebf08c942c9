import type { Authority, Provision } from "../provision.js";
import type { ActivityKind, ProductClass } from "../vocabulary.js";
import type { FactValue } from "../assess/index.js";
import type { Meter } from "../predicates.js";

export const FINDING_CODES = [
  ...(["contradiction", "overlap-without-precedence", "counted-differently", "differs-by-class"] as const),
  ...([
    "limit-against-consequence",
    "limit-against-discretion",
    "undefined-term",
    "date-hole",
    "date-overlap",
  ] as const),
  ...(["dead-provision", "stale-source", "unverified-source", "not-enforceable-on-chain", "gap", "undecided"] as const),
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/**
 * What a known conflict is. `contradictory`: the same facts cannot satisfy both; `ambiguous`: no text decides; `strictestOf`: both apply, and the tighter
 * one is met; `precedence`: a text says which prevails; `parallel`: they speak of different things.
 */
export const CONFLICT_KINDS = ["contradictory", "ambiguous", "strictestOf", "precedence", "parallel"] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** What is on record of a finding. `derived: false`: no rule of the audit finds it. */
export type KnownConflict = {
  readonly id: string;
  readonly kind: ConflictKind;
  readonly discussedIn: string;
  /** What follows for those whom both bind, until somebody decides. */
  readonly meanwhile: string;
  /** Who decided, and what; without one the finding is as grave as if nobody knew of it. */
  readonly decision: {
    readonly by: string;
    readonly role: string;
    readonly on: string;
    readonly decided: string;
  } | null;
  readonly derived: boolean;
};

/** `error`: whoever keeps the rulebooks must resolve it. `warning`: the law itself differs, and people should know. `note`: worth knowing. */
export type Severity = "error" | "warning" | "note";
/** From the gravest. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

/** What a provision answers to a question; as `assess` calls it. */
export type Answer = "met" | "failed" | "unknown";

/** One question to which provisions answer. What it leaves out does not matter to their answers. */
export type Question = {
  readonly activity: ActivityKind;
  readonly product: ProductClass;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** What meters read, in place of a ledger. */
  readonly meters: readonly { readonly meter: Meter; readonly value: string }[];
  readonly answers: readonly {
    readonly provision: string;
    /** Of a provision with several. */
    readonly requirement: string | null;
    readonly answer: Answer;
  }[];
};

/** The cell that was found: the same facts put to both, or, where they speak of two classes of product, two questions alike in all that both measure. */
export type Witness = { readonly on: string; readonly questions: readonly Question[] };

/** What one side of a finding says. */
export type FindingSide = {
  readonly provision: string;
  readonly path: string;
  readonly authority: Authority;
  readonly effect: Provision["effect"]["type"];
  readonly products: readonly ProductClass[] | "any";
  /** The test in words: "initial margin is at least 50 %". */
  readonly says: string;
};

export type AuditFinding = {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** The story that it is part of. */
  readonly group: string;
  readonly measure: string | null;
  readonly exposure: string | null;
  readonly authorities: readonly Authority[];
  readonly provisions: readonly string[];
  /** Where they stand, in the same order. */
  readonly paths: readonly string[];
  readonly sides: readonly FindingSide[];
  readonly witness: Witness | null;
  readonly what: string;
  readonly suggestion: string;
  /** Of a conflict that is known. */
  readonly declared: KnownConflict | null;
};

/** Provisions of which one prevails, because a text says so. */
export type Resolved = {
  readonly prevails: string;
  readonly over: string;
  readonly because: string;
  readonly group: string;
};

/** Two authorities that say the same of the same: they must move together. */
export type Agreement = {
  readonly measure: string;
  readonly exposure: string | null;
  readonly authorities: readonly Authority[];
  readonly provisions: readonly string[];
};

export type CoverageCell = {
  readonly activity: ActivityKind;
  readonly product: ProductClass;
  readonly concern: string;
  readonly expected: boolean;
  readonly why: string;
  readonly provisions: readonly string[];
};

export type AuditCoverage = {
  readonly concerns: readonly { readonly id: string; readonly title: string }[];
  /** Those of which a rule is expected, or that have one. */
  readonly cells: readonly CoverageCell[];
  readonly expected: number;
  readonly covered: number;
};

/** Something that is known to come. */
export type Upcoming = {
  readonly day: string;
  readonly what: "takesEffect" | "lastDay" | "commentsClose";
  readonly provision: string;
  readonly citation: string;
  readonly status: Provision["status"];
};

/**
 * Findings that are one story, which one reader settles by one decision: of one measure and exposure, between the same authorities; or what texts need,
 * with a finding for each authority.
 */
export type AuditGroup = {
  readonly id: string;
  /** What it is about, in words. */
  readonly title: string;
  readonly measure: string | null;
  readonly exposure: string | null;
  /** Of all its findings. */
  readonly authorities: readonly Authority[];
  readonly codes: readonly FindingCode[];
  /** The gravest of its findings. */
  readonly severity: Severity;
  readonly findings: number;
};

export type AuditReport = {
  readonly format: "weighbridge.audit/1";
  readonly asOf: string;
  /** Of all documents; and how many of them are in force. */
  readonly provisions: number;
  readonly inForce: number;
  /** Proposals that were taken as in force, because the question said so. */
  readonly asIfAdopted: readonly string[];
  readonly findings: readonly AuditFinding[];
  readonly groups: readonly AuditGroup[];
  readonly resolved: readonly Resolved[];
  readonly agreements: readonly Agreement[];
  readonly coverage: AuditCoverage | null;
  readonly upcoming: readonly Upcoming[];
};
