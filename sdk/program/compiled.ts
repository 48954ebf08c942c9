import type { Reason } from "../kinds/index.js";
import type { Power, Scheme } from "../rulebook/index.js";
import type { Binding } from "../verdict/index.js";
import type { Program } from "./types.js";

/** Where a rule of a program comes from: what an explanation says beside its numbers. */
export type RuleOrigin = {
  /** Id of the provision. */
  readonly provision: string;
  readonly citation: string;
  /** The clause that lets the issuer refuse. */
  readonly power: Power;
  /** `law`: the provision prohibits or limits, by statute, rule, order or a self-regulator; else the issuer's own policy, whatever its reason. */
  readonly binding: Exclude<Binding, "engine">;
  /** Of what the rules refuse and the provision does not, and why, as the rulebook says it; undefined: of nothing. */
  readonly stricter?: string | undefined;
  /** Of the rule in the rulebook, as `uses[3].how.enforce[0]`. */
  readonly path: string;
};

/** A provision that is applied, but not by a rule. */
export type AppliedProvision = {
  /** Id of the provision. */
  readonly provision: string;
  readonly citation: string;
  readonly power: Power;
  /** Of the use in the rulebook, as `uses[3]`. */
  readonly path: string;
};

/** What somebody does off chain. */
export type DutyOffChain = AppliedProvision & { readonly duty: string };

/** What neither the chain nor a duty does, and why. */
export type NotEnforced = AppliedProvision & { readonly reason: string };

/** What a reason does that the engine has under every program. */
export type EnforcedByEngine = AppliedProvision & { readonly reason: Reason };

/** A program with what people need to understand it. Every use of the rulebook occurs in exactly one of the four lists. */
export type CompiledProgram = Program & {
  /** Unix seconds as of which it was compiled. */
  readonly asOf: bigint;
  /** Ids of proposals that were taken as if they were law; left out: none. */
  readonly asIfAdopted?: readonly string[] | undefined;
  /** Of the token. */
  readonly decimals: number;
  readonly scheme: Scheme;
  /** By index of the rule. */
  readonly origins: readonly RuleOrigin[];
  /** What the rulebook calls the program's sets, by index. */
  readonly setNames: readonly string[];
  /** What it calls its paths: the first is path 1 of the program. */
  readonly pathNames: readonly string[];
  /** What it calls the origins of lots, by number; undefined: nothing. */
  readonly originNames: readonly (string | undefined)[];
  readonly builtIn: readonly EnforcedByEngine[];
  readonly duties: readonly DutyOffChain[];
  readonly notEnforced: readonly NotEnforced[];
};
