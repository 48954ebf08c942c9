import { type Address, type Hex } from "viem";
import { type AttesterTerms, type RegistrarTerms } from "./observed.js";
import { type WantedRoles } from "./roleSteps.js";

/** How things should stand beside the program, as an issuer keeps it in writing. What is left out is not compared, or as each field says. */
export type Expected = {
  /** Left out: the engine that the token names. */
  readonly engine?: Address | undefined;
  /** The token's AccessManager. Left out: the authority that the token was made for. */
  readonly manager?: Address | undefined;
  /** Left out: the token's own manager. */
  readonly registryAuthority?: Address | undefined;
  /** Least seconds between scheduling a further program and its effect. */
  readonly notice?: bigint | undefined;
  /** By role, everybody who has it, and their delays. From the stewards' follow the delays of the manager, as `configureManager` sets them. */
  readonly roles?: WantedRoles | undefined;
  readonly registrars?: readonly RegistrarTerms[] | undefined;
  readonly attesters?: readonly AttesterTerms[] | undefined;
  /** Published registers from which investors may be claimed. */
  readonly roots?: readonly Hex[] | undefined;
  /** A program that may wait beside the rulebook's own. Left out: none. */
  readonly next?: { readonly programId: Hex; readonly from?: bigint | undefined } | undefined;
  /** Ids of operations that may wait with the manager. Left out: none. */
  readonly operations?: readonly Hex[] | undefined;
};
