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
  readonly roles: readonly RoleHolder[];
};
