import { type Address, type DecodeEventLogReturnType, type Hex, isAddressEqual } from "viem";
import { accessManagerAbi } from "../../abis/index.js";
import { type ReadAt, type Reader } from "../../reader/index.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES } from "../managerRoles.js";
import { type FunctionRole, type ManagerTarget, type NextDelay, type Observed, type Operation } from "../observed.js";
import { roleSelectors } from "../roleSelectors.js";
import { askManager } from "./askManager.js";
import { readEvents } from "./readEvents.js";
import { readGrants } from "./readGrants.js";

/** Everybody has it. */
export const PUBLIC_ROLE = 2n ** 64n - 1n;

/** Of what an AccessManager keeps no list. */
const NAMES = [
  ...(["RoleGranted", "RoleAdminChanged", "RoleGuardianChanged", "RoleGrantDelayChanged"] as const),
  ...(["TargetFunctionRoleUpdated", "TargetAdminDelayUpdated", "OperationScheduled"] as const),
] as const;
export type ManagerEvent = DecodeEventLogReturnType<typeof accessManagerAbi, (typeof NAMES)[number]>;

type Parties = { readonly manager: Address; readonly engine: Address; readonly token: Address };
export type ManagerState = Pick<Observed, "grants" | "roleTerms" | "functions" | "targets" | "operations">;

/**
 * @internal
 * What an AccessManager keeps that concerns a token.
 */
export async function readManager(
  reader: Reader,
  { manager, engine, token, fromBlock }: Parties & { readonly fromBlock: bigint | undefined },
  on: ReadAt,
): Promise<ManagerState> {
  // First of all, since whoever cannot answer this has no events either.
  const [week = 0] = await askManager(reader, { manager, functionName: "expiration", asked: [[]] }, on);
  const events = await readEvents(reader, {
    ...{ abi: accessManagerAbi, address: manager, names: NAMES, fromBlock, at: on.at },
    // Its constructor names the first administrator.
    isFirst: ({ eventName, args }) => eventName === "RoleGranted" && args.roleId === MANAGER_ROLES.admin.id,
  });
  const targets = [
    { target: "engine", address: engine },
    { target: "token", address: token },
  ] as const;
  const [grants, functions] = await Promise.all([
    readGrants(reader, { manager, events }, on),
    readFunctions(reader, { manager, events, targets }, on),
  ]);
  const spokenOf = [...functions.map(({ roleId }) => roleId), ...events.flatMap(rolesIn)];
  const [roleTerms, targetTerms, operations] = await Promise.all([
    readRoles(reader, { manager, events, spokenOf }, on),
    readTargets(reader, { manager, events, targets }, on),
    readOperations(reader, { manager, events, week: BigInt(week) }, on),
  ]);
  return { grants, roleTerms, functions, targets: targetTerms, operations };
}

type Asked = { readonly manager: Address; readonly events: readonly ManagerEvent[] };
type Targets = readonly { readonly target: ManagerTarget; readonly address: Address }[];

function rolesIn({ eventName, args }: ManagerEvent): readonly bigint[] {
  if (eventName === "RoleAdminChanged") return [args.roleId, args.admin];
  if (eventName === "RoleGuardianChanged") return [args.roleId, args.guardian];
  return "roleId" in args && eventName !== "TargetFunctionRoleUpdated" ? [args.roleId] : [];
}

async function readFunctions(
  reader: Reader,
  { manager, events, targets }: Asked & { readonly targets: Targets },
  on: ReadAt,
): Promise<readonly FunctionRole[]> {
  const functions = targets.flatMap(({ target, address }) => {
    const ours = MANAGER_ROLE_NAMES.flatMap((role) => roleSelectors({ role, target }));
    const told = events.flatMap(({ eventName, args }) =>
      eventName === "TargetFunctionRoleUpdated" && isAddressEqual(args.target, address) ? [args.selector] : [],
    );
    return [...new Set<Hex>([...ours, ...told])].sort().map((selector) => ({ target, address, selector }));
  });
  const asked = functions.map(({ address, selector }) => [address, selector] as const);
  const roles = await askManager(reader, { manager, functionName: "getTargetFunctionRole", asked }, on);
  return functions.map(({ target, selector }, index) => ({ target, selector, roleId: roles[index] ?? 0n }));
}

async function readRoles(
  reader: Reader,
  { manager, events, spokenOf }: Asked & { readonly spokenOf: readonly bigint[] },
  on: ReadAt,
): Promise<Observed["roleTerms"]> {
  const ours = MANAGER_ROLE_NAMES.map((role) => MANAGER_ROLES[role].id);
  const ids = [...new Set<bigint>([...ours, ...spokenOf])].filter((id) => id !== PUBLIC_ROLE).sort(ascending);
  const asked = ids.map((id) => [id] as const);
  const [admins, guardians, delays] = await Promise.all([
    askManager(reader, { manager, functionName: "getRoleAdmin", asked }, on),
    askManager(reader, { manager, functionName: "getRoleGuardian", asked }, on),
    askManager(reader, { manager, functionName: "getRoleGrantDelay", asked }, on),
  ]);
  return ids.map((roleId, index) => {
    const told = events.flatMap(({ eventName, args }) =>
      eventName === "RoleGrantDelayChanged" && args.roleId === roleId ? [args] : [],
    );
    return {
      ...{ roleId, admin: admins[index] ?? 0n, guardian: guardians[index] ?? 0n },
      ...{ grantDelay: BigInt(delays[index] ?? 0), nextGrantDelay: nextDelay(told.at(-1), on) },
    };
  });
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b));

/** The manager shows its own delays as they are; how they will be, only when it is told. */
function nextDelay(
  told: { readonly delay: number; readonly since: number } | undefined,
  { at }: ReadAt,
): NextDelay | null {
  if (told === undefined || BigInt(told.since) <= at.time) return null;
  return { delay: BigInt(told.delay), from: BigInt(told.since) };
}

async function readTargets(
  reader: Reader,
  { manager, events, targets }: Asked & { readonly targets: Targets },
  on: ReadAt,
): Promise<Observed["targets"]> {
  const asked = targets.map(({ address }) => [address] as const);
  const [closed, delays] = await Promise.all([
    askManager(reader, { manager, functionName: "isTargetClosed", asked }, on),
    askManager(reader, { manager, functionName: "getTargetAdminDelay", asked }, on),
  ]);
  return targets.map(({ target, address }, index) => {
    const told = events.flatMap(({ eventName, args }) =>
      eventName === "TargetAdminDelayUpdated" && isAddressEqual(args.target, address) ? [args] : [],
    );
    const adminDelay = BigInt(delays[index] ?? 0);
    return { target, closed: closed[index] ?? false, adminDelay, nextAdminDelay: nextDelay(told.at(-1), on) };
  });
}

/** @param week Seconds within which what is ready must be executed. */
async function readOperations(
  reader: Reader,
  { manager, events, week }: Asked & { readonly week: bigint },
  on: ReadAt,
): Promise<readonly Operation[]> {
  const scheduled = new Map(
    events.flatMap(({ eventName, args }) =>
      eventName === "OperationScheduled" ? [[args.operationId, args] as const] : [],
    ),
  );
  const asked = [...scheduled.keys()].map((id) => [id] as const);
  const times = await askManager(reader, { manager, functionName: "getSchedule", asked }, on);
  return [...scheduled.values()]
    .flatMap(({ operationId: id, caller, target, data }, index): readonly Operation[] => {
      const readyAt = BigInt(times[index] ?? 0);
      // Executed, cancelled or expired.
      return readyAt === 0n ? [] : [{ id, caller, target, data, readyAt, expiresAt: readyAt + week }];
    })
    .sort((a, b) => ascending(a.readyAt, b.readyAt) || (a.id < b.id ? -1 : 1));
}
