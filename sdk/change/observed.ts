import { type Address, type Hex } from "viem";
import { type Program } from "../program/index.js";
import { type Pinned } from "../verdict/index.js";
import { type ManagerRole } from "./managerRoles.js";
import { type RUNTIME_CODES } from "./runtimeCodes.js";

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

/** What the manager keeps of one role: of all of `MANAGER_ROLES`, and of every other one that it has spoken of. */
export type RoleTerms = {
  readonly roleId: bigint;
  /** Role that may grant and revoke it. */
  readonly admin: bigint;
  /** Role that may veto what its members schedule. */
  readonly guardian: bigint;
  /** Seconds that a new member waits before it has the role. */
  readonly grantDelay: bigint;
  readonly nextGrantDelay: NextDelay | null;
};

/** Of whom the manager is asked: what it keeps of everything else is none of the token's. */
export type ManagerTarget = "engine" | "token";

/** Which role may call a function. */
export type FunctionRole = { readonly target: ManagerTarget; readonly selector: Hex; readonly roleId: bigint };

/** What the manager keeps of a target as a whole. */
export type TargetTerms = {
  readonly target: ManagerTarget;
  /** Nobody may call anything. */
  readonly closed: boolean;
  /** Seconds that the administrator waits before its functions get other roles. */
  readonly adminDelay: bigint;
  readonly nextAdminDelay: NextDelay | null;
};

/** What somebody has scheduled with the manager, and nobody has executed yet. */
export type Operation = {
  readonly id: Hex;
  readonly caller: Address;
  readonly target: Address;
  readonly data: Hex;
  /** It may be executed from then on, and not from `expiresAt` on; unix seconds. */
  readonly readyAt: bigint;
  readonly expiresAt: bigint;
};

/** An account that writes some bits of the registry's records by itself. */
export type RegistrarTerms = {
  readonly account: Address;
  /** Masks. */
  readonly statuses: number;
  readonly states: number;
};

/** An account whose word the registry takes for some evidence. */
export type AttesterTerms = {
  readonly account: Address;
  /** Of evidence bits. */
  readonly mask: number;
  /** It may also enrol. */
  readonly enrols: boolean;
};

/** A register published as one hash, from which investors can be claimed. */
export type PublishedRoot = {
  readonly root: Hex;
  /** Lowest reserved number, and how many are reserved. */
  readonly first: bigint;
  readonly count: number;
  /** Claims pass while now < until; unix seconds. */
  readonly until: bigint;
};

/** The code of one contract that takes part. */
export type ContractCode = {
  readonly contract: keyof typeof RUNTIME_CODES;
  /** Of a clone: whose code it runs. */
  readonly address: Address;
  /** keccak256 with every immutable zero, if the code has the built one's form; else of the code as it is. "0x": there is none. */
  readonly hash: Hex;
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
  /** Hash of the registry's scheme. */
  readonly scheme: Hex;
  /** For which authority the token was made. */
  readonly initialAuthority: Address;
  /** Least seconds between scheduling a further program and its effect. */
  readonly notice: bigint;
  /** Null: no program is in force. */
  readonly program: Program | null;
  readonly next: NextProgram | null;
  /** Who has a role of `MANAGER_ROLES` now, by role, then by address. */
  readonly roles: readonly RoleHolder[];
  /** Who has, or will have, any role of the manager, by number of the role, then by address. */
  readonly grants: readonly Grant[];
  readonly roleTerms: readonly RoleTerms[];
  /** Of the engine and the token: every function of `MANAGER_ROLES`, and every other one that was ever given a role. */
  readonly functions: readonly FunctionRole[];
  readonly targets: readonly TargetTerms[];
  /** Scheduled with the manager, on whatever target. */
  readonly operations: readonly Operation[];
  readonly registrars: readonly RegistrarTerms[];
  readonly attesters: readonly AttesterTerms[];
  /** Neither expired nor revoked. */
  readonly roots: readonly PublishedRoot[];
  readonly codes: readonly ContractCode[];
};
