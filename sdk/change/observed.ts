import { type Address, type Hex } from "viem";
import { type Program } from "../program/index.js";
import { type Pinned } from "../verdict/index.js";
import { type ManagerRole } from "./managerRoles.js";

/** Who has a role, and how long the manager makes them wait. */
export type RoleHolder = {
  readonly role: ManagerRole;
  readonly member: Address;
  /** Seconds. */
  readonly delay: bigint;
};

/** A number of seconds that replaces another one by time. */
export type NextDelay = {
  /** Seconds. */
  readonly delay: bigint;
  /** Unix seconds. */
  readonly from: bigint;
};

/** What the manager keeps of one account in one role: also in roles that are none of `MANAGER_ROLES`, and of who has the role only from later on. */
export type Grant = {
  readonly roleId: bigint;
  /** Null: none of ours. */
  readonly role: ManagerRole | null;
  readonly member: Address;
  /** Unix seconds from which the account has the role. */
  readonly since: bigint;
  /** Seconds that the manager makes it wait. */
  readonly delay: bigint;
  readonly nextDelay: NextDelay | null;
};

/** A program that waits for its time. */
export type NextProgram = {
  readonly programId: Hex;
  readonly program: Program;
  /** Unix seconds. */
  readonly from: bigint;
  /** It needs more than its time: lots to be completed, or `settle`. */
  readonly awaits: boolean;
};

/** What the chain says of a token, and of who may change it. */
export type Observed = {
  readonly at: Pinned;
  readonly engine: Address;
  readonly token: Address;
  readonly symbol: string;
  readonly decimals: number;
  /** The AccessManager of its issuer. */
  readonly manager: Address;
  readonly registry: number;
  readonly registryAuthority: Address;
  /** Least seconds between scheduling a further program and its effect. */
  readonly notice: bigint;
  /** Null: no program is in force. */
  readonly program: Program | null;
  readonly next: NextProgram | null;
  /** Who has a role of `MANAGER_ROLES` now, by role, then by address. */
  readonly roles: readonly RoleHolder[];
  /** Who has, or will have, any role of the manager, by number of the role, then by address. */
  readonly grants: readonly Grant[];
};
