import { type Address, encodeEventTopics, type Hex, numberToHex, pad } from "viem";
import { accessManagerAbi, securityTokenAbi, weighbridgeAbi } from "../abis/index.js";
import { MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";
import { type Trace } from "./step.js";

// What steps leave behind. Each is one event.

const [ROLE_GRANTED] = encodeEventTopics({ abi: accessManagerAbi, eventName: "RoleGranted" });
const [ROLE_REVOKED] = encodeEventTopics({ abi: accessManagerAbi, eventName: "RoleRevoked" });
const [FUNCTION_ROLE] = encodeEventTopics({ abi: accessManagerAbi, eventName: "TargetFunctionRoleUpdated" });
const [SCHEDULED] = encodeEventTopics({ abi: weighbridgeAbi, eventName: "ProgramScheduled" });
const [CANCELLED] = encodeEventTopics({ abi: weighbridgeAbi, eventName: "ProgramCancelled" });
const [SETTLED] = encodeEventTopics({ abi: weighbridgeAbi, eventName: "ProgramSettled" });
const [FROZEN] = encodeEventTopics({ abi: weighbridgeAbi, eventName: "WalletFrozenSet" });
const [FROZEN_UNITS] = encodeEventTopics({ abi: weighbridgeAbi, eventName: "FrozenUnitsSet" });
const [BOUND] = encodeEventTopics({ abi: weighbridgeAbi, eventName: "WalletBound" });
const [MOVED] = encodeEventTopics({ abi: securityTokenAbi, eventName: "Transfer" });
const [ANNOUNCED] = encodeEventTopics({ abi: securityTokenAbi, eventName: "RecoveryAnnounced" });
const [RECOVERED] = encodeEventTopics({ abi: securityTokenAbi, eventName: "RecoveryExecuted" });

const number = (value: bigint): Hex => numberToHex(value, { size: 32 });
const of = (account: Address): Hex => pad(account.toLowerCase() as Address, { size: 32 });

type Membership = { readonly manager: Address; readonly role: ManagerRole; readonly account: Address };

export const roleGranted = ({ manager, role, account }: Membership): Trace => ({
  address: manager,
  topics: [ROLE_GRANTED, number(MANAGER_ROLES[role].id), of(account)],
});
export const roleRevoked = ({ manager, role, account }: Membership): Trace => ({
  address: manager,
  topics: [ROLE_REVOKED, number(MANAGER_ROLES[role].id), of(account)],
});

/** Somebody said which role may call some function of a target. */
export const functionsGiven = (manager: Address, target: Address, role: ManagerRole): Trace => ({
  address: manager,
  topics: [FUNCTION_ROLE, of(target), number(MANAGER_ROLES[role].id)],
});

export const programScheduled = (engine: Address, token: Address, programId: Hex): Trace => ({
  address: engine,
  topics: [SCHEDULED, of(token), programId],
});
export const programCancelled = (engine: Address, token: Address): Trace => ({
  address: engine,
  topics: [CANCELLED, of(token)],
});
export const programSettled = (engine: Address, token: Address): Trace => ({
  address: engine,
  topics: [SETTLED, of(token)],
});

export const walletFrozen = (engine: Address, token: Address, wallet: Address): Trace => ({
  address: engine,
  topics: [FROZEN, of(token), of(wallet)],
});
export const unitsFrozen = (engine: Address, token: Address, wallet: Address): Trace => ({
  address: engine,
  topics: [FROZEN_UNITS, of(token), of(wallet)],
});

/** Another mint to another wallet could make the supply what the step makes it. */
export const minted = (token: Address, to: Address): Trace => ({
  address: token,
  topics: [MOVED, number(0n), of(to)],
  needed: true,
});

/** Others could have enrolled the first wallet of a batch, and not its last. */
export const walletBound = (engine: Address, registry: number, wallet: Address): Trace => ({
  address: engine,
  topics: [BOUND, number(BigInt(registry)), null, of(wallet)],
  needed: true,
});

export const recoveryAnnounced = (token: Address, lost: Address, replacement: Address): Trace => ({
  address: token,
  topics: [ANNOUNCED, null, of(lost), of(replacement)],
});
/** Whoever found the lost key could have emptied the wallet. */
export const recoveryExecuted = (token: Address, lost: Address, replacement: Address): Trace => ({
  address: token,
  topics: [RECOVERED, null, of(lost), of(replacement)],
  needed: true,
});
