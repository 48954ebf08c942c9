import {
  type Address,
  concat,
  encodeAbiParameters,
  type Hex,
  pad,
  toFunctionSelector,
  zeroAddress,
  zeroHash,
} from "viem";
import { accessManagerAbi, securityTokenAbi, weighbridgeAbi } from "../abis/index.js";
import { RECORD_WORD } from "../kinds/index.js";
import { encodeCall } from "./call.js";
import { MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";
import { type Probe } from "./step.js";

// What says that a step is done. Each is one `eth_call`.

const ONES: Hex = `0x${"f".repeat(64)}`;

const word = (value: bigint | number): Hex => encodeAbiParameters([{ type: "uint256" }], [BigInt(value)]);
const addressWord = (address: Address): Hex => pad(address, { size: 32 });

type View = { readonly to: Address; readonly data: Hex };
const view = ({ to, data }: { readonly to: Address; readonly data: Hex }): View => ({ to, data });

/** A program is published. */
export const published = (engine: Address, programId: Hex): Probe => ({
  ...view(encodeCall(engine, { abi: weighbridgeAbi, functionName: "programAddress", args: [programId] })),
  ...{ equals: zeroHash, negate: true },
});

/** What a token's programs are: in force, next, and from when. The notice never changes. */
export function programsAre(
  engine: Address,
  token: Address,
  [current, next, nextFrom]: readonly [Address, Address, bigint],
): Probe {
  const call = encodeCall(engine, { abi: weighbridgeAbi, functionName: "programsOf", args: [token] });
  const equals = concat([addressWord(current), addressWord(next), word(nextFrom), zeroHash]);
  return { ...view(call), equals, mask: concat([ONES, ONES, ONES, zeroHash]) };
}

const PROGRAMS_MASK = { current: concat([ONES, zeroHash, zeroHash, zeroHash]) } as const;

/** A program is in force, whatever waits. */
export const isInForce = (engine: Address, token: Address, program: Address): Probe => ({
  ...programsAre(engine, token, [program, zeroAddress, 0n]),
  mask: PROGRAMS_MASK.current,
});

/** A program waits for exactly this time, beside the one in force; or it is in force itself. */
export const isScheduled = (
  engine: Address,
  token: Address,
  [current, next, from]: readonly [Address, Address, bigint],
): Probe => ({
  ...programsAre(engine, token, [current, next, from]),
  or: isInForce(engine, token, next),
});

/** An account has a role, and waits so long; undefined: it does not have it. */
export const hasRole = (manager: Address, role: ManagerRole, account: Address, delay: bigint | undefined): Probe => ({
  ...view(
    encodeCall(manager, { abi: accessManagerAbi, functionName: "hasRole", args: [MANAGER_ROLES[role].id, account] }),
  ),
  equals: encodeAbiParameters([{ type: "bool" }, { type: "uint32" }], [delay !== undefined, Number(delay ?? 0n)]),
});

type Membership = { readonly manager: Address; readonly role: ManagerRole; readonly account: Address };

const access = ({ manager, role, account }: Membership, equals: readonly Hex[], counts: readonly Hex[]): Probe => ({
  ...view(
    encodeCall(manager, { abi: accessManagerAbi, functionName: "getAccess", args: [MANAGER_ROLES[role].id, account] }),
  ),
  ...{ equals: concat(equals), mask: concat(counts) },
});

/** An account has not got a role, nor will it have it. */
export const noAccess = (one: Membership): Probe =>
  access(one, [zeroHash, zeroHash, zeroHash, zeroHash], [ONES, zeroHash, zeroHash, zeroHash]);

/** An account has, or will have, a role. */
export const someAccess = (one: Membership): Probe => ({ ...noAccess(one), negate: true });

/** An account's delay in a role is, or becomes by time, so many seconds. */
export const delayBecomes = (one: Membership, delay: bigint): Probe =>
  delay === 0n
    ? // No delay is also what an account without one has: only that there is a change tells it.
      { ...access(one, [zeroHash, zeroHash, zeroHash, zeroHash], [zeroHash, zeroHash, zeroHash, ONES]), negate: true }
    : access(one, [zeroHash, zeroHash, word(delay), zeroHash], [zeroHash, zeroHash, ONES, zeroHash]);

/** An account's delay in a role, whether it has it already or will. */
export const delayIs = (one: Membership, delay: bigint): Probe =>
  access(one, [zeroHash, word(delay), zeroHash, zeroHash], [zeroHash, ONES, zeroHash, zeroHash]);

/** The token's supply, in its units. */
export const supplyIs = (token: Address, units: bigint): Probe => ({
  ...view(encodeCall(token, { abi: securityTokenAbi, functionName: "totalSupply" })),
  equals: word(units),
});

/** Units in a wallet. */
export const balanceIs = (token: Address, wallet: Address, units: bigint): Probe => ({
  ...view(encodeCall(token, { abi: securityTokenAbi, functionName: "balanceOf", args: [wallet] })),
  equals: word(units),
});

/** Units of a wallet that are frozen. */
export const frozenUnitsAre = (token: Address, wallet: Address, units: bigint): Probe => ({
  ...view(encodeCall(token, { abi: securityTokenAbi, functionName: "frozenUnits", args: [wallet] })),
  equals: word(units),
});

/** Whether a whole wallet is frozen. */
export const frozenIs = (token: Address, wallet: Address, frozen: boolean): Probe => ({
  ...view(encodeCall(token, { abi: securityTokenAbi, functionName: "isFrozen", args: [wallet] })),
  equals: word(frozen ? 1n : 0n),
});

/** A wallet has no record. */
export const unknownWallet = (engine: Address, registry: number, wallet: Address): Probe => ({
  ...view(encodeCall(engine, { abi: weighbridgeAbi, functionName: "record", args: [registry, wallet] })),
  equals: zeroHash,
  // Another word may be left of a wallet that was unbound.
  mask: word((1n << BigInt(RECORD_WORD.investor.bits)) - 1n),
});

/** The replacement that is announced for a lost wallet; the zero address: none. */
export const replacementIs = (token: Address, lost: Address, replacement: Address): Probe => {
  const call = encodeCall(token, { abi: securityTokenAbi, functionName: "recoveryOf", args: [lost] });
  const rest = [zeroHash, zeroHash, zeroHash];
  return { ...view(call), equals: concat([addressWord(replacement), ...rest]), mask: concat([ONES, ...rest]) };
};

/** A contract of ours names another one. */
export const names = (
  address: Address,
  functionName:
    | ("metersHalf" | "rehearsalsHalf" | "headroomHalf" | "enrolment" | "admin" | "engine")
    | ("surfaces" | "implementation" | "initialAuthority"),
  other: Address,
): Probe => ({ to: address, data: toFunctionSelector(`${functionName}()`), equals: addressWord(other) });

/** The sixth half is there: of a token that it does not know nobody has reported a volume. */
export const answersMeters = (address: Address): Probe => ({
  ...view(encodeCall(address, { abi: weighbridgeAbi, functionName: "volumes", args: [zeroAddress] })),
  equals: concat([zeroHash, zeroHash, zeroHash, zeroHash]),
});

/** An AccessManager is there. */
export const keepsDelays = (manager: Address): Probe => ({
  ...view(encodeCall(manager, { abi: accessManagerAbi, functionName: "expiration" })),
  ...{ equals: zeroHash, negate: true },
});

/** Members of a role may call a function. */
export const functionRoleIs = (manager: Address, target: Address, selector: Hex, roleId: bigint): Probe => ({
  ...view(
    encodeCall(manager, { abi: accessManagerAbi, functionName: "getTargetFunctionRole", args: [target, selector] }),
  ),
  equals: word(roleId),
});

/** Who answers for a token. */
export const authorityIs = (engine: Address, token: Address, authority: Address): Probe => ({
  ...view(encodeCall(engine, { abi: weighbridgeAbi, functionName: "tokenAuthority", args: [token] })),
  equals: addressWord(authority),
});

type RegistryTerms = { readonly authority: Address; readonly scheme: Hex };

/** A registry is there, under this authority and with this scheme. */
export const registryIs = (engine: Address, registry: number, { authority, scheme }: RegistryTerms): Probe => ({
  ...view(encodeCall(engine, { abi: weighbridgeAbi, functionName: "registryInfo", args: [registry] })),
  equals: concat([addressWord(authority), scheme, zeroHash]),
  mask: concat([ONES, ONES, zeroHash]),
});

/** A registry of this number is not there. */
export const noRegistry = (engine: Address, registry: number): Probe =>
  registryIs(engine, registry, { authority: zeroAddress, scheme: zeroHash });
