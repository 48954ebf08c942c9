import { type ContractFunctionName } from "viem";
import { type securityTokenAbi, type weighbridgeAbi } from "../abis/index.js";

/** Functions that change something, by name. */
export type EngineFunction = ContractFunctionName<typeof weighbridgeAbi, "nonpayable">;
export type TokenFunction = ContractFunctionName<typeof securityTokenAbi, "nonpayable">;

export type ManagerRoleEntry = {
  /** Of the AccessManager; never reused. */
  readonly id: bigint;
  readonly label: string;
  /** What its members may call at the engine: for every token and registry of the manager, since it knows targets and selectors only. */
  readonly engine: readonly EngineFunction[];
  /** What its members may call at each token: every function of that name. */
  readonly token: readonly TokenFunction[];
  /** `none`: its members act at once. `required`: they never do. `free`: as each is granted. */
  readonly delay: "none" | "required" | "free";
};

/** Who may do what under an issuer's AccessManager. Every restricted function of engine and token has exactly one role. */
export const MANAGER_ROLES = {
  /** Sets the manager up, and answers for the tokens that enter its registries, and for whose word and whose bits they take. The AccessManager's own role 0. */
  admin: {
    id: 0n,
    label: "ADMIN",
    engine: ["admit", "setAttester", "setRegistrar", "setHaltSource", "setLeverageSource"],
    token: [],
    delay: "free",
  },
  /** Puts programs in force, and names the documents behind them. The token's notice is the delay that holders see. */
  ruleAuthor: {
    id: 1n,
    label: "RULE_AUTHOR",
    engine: ["schedule"],
    token: ["setDocument", "removeDocument"],
    delay: "free",
  },
  /** Keeps the records of investors, and takes holders into the books of a token that had them. */
  registrar: {
    id: 2n,
    label: "REGISTRAR",
    engine: [
      ...(["enrol", "enrolBatch", "bind", "unbind", "update", "reclassify", "merge", "publishRoot"] as const),
      ...(["seed", "stateOwners"] as const),
    ],
    token: [],
    delay: "free",
  },
  /**
   * Issues, redeems, recovers, lifts a pause. Each of its members is a multisignature, or has a delay and the guardian's veto. Orders take two members:
   * one files, another executes; contracts count accounts, not persons.
   */
  transferAgent: {
    id: 3n,
    label: "TRANSFER_AGENT",
    engine: [
      ...(["completeLots", "setLots", "closeTranche", "resumeTrading"] as const),
      ...(["completeMeters", "setFlows", "reportVolumes", "setPersonalLimit", "setGroupWeight"] as const),
    ],
    token: [
      ...(["mint", "burn", "forcedTransfer", "fileInstrument"] as const),
      ...(["setFrozenUnits", "setFrozenTokens", "setWalletFrozen", "unpause"] as const),
      ...(["batchMint", "batchBurn", "batchForcedTransfer", "setAddressFrozen", "batchSetAddressFrozen"] as const),
      ...(["freezePartialTokens", "batchFreezePartialTokens"] as const),
      ...(["unfreezePartialTokens", "batchUnfreezePartialTokens"] as const),
      ...(["fileOrder", "withdrawOrder", "transmit", "batchTransmit", "licensedTransfer"] as const),
      ...(["forcedTransferToSuspense", "transmitToSuspense", "releaseFromSuspense", "releaseHoldByOrder"] as const),
      ...(["announceRecovery", "cancelRecovery", "recover", "recoveryAddress"] as const),
    ],
    delay: "free",
  },
  /** Stops, at once and alone: pauses, halts trading, withdraws a coming program or a published register, vetoes delayed operations. Never starts anything: a stolen key costs time only. */
  guardian: {
    id: 4n,
    label: "GUARDIAN",
    engine: ["cancel", "revokeRoot", "haltTrading"],
    token: ["pause"],
    delay: "none",
  },
  /** Hands tokens and registries to another manager, always after a delay in which the guardian may veto it. */
  steward: {
    id: 5n,
    label: "STEWARD",
    engine: ["setTokenAuthority", "setRegistryAuthority"],
    token: [],
    delay: "required",
  },
} as const satisfies Readonly<Record<string, ManagerRoleEntry>>;

export type ManagerRole = keyof typeof MANAGER_ROLES;

export const MANAGER_ROLE_NAMES = Object.keys(MANAGER_ROLES) as readonly ManagerRole[];
