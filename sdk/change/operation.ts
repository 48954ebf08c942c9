import { type Address, encodeAbiParameters, type Hex, keccak256, toEventSelector } from "viem";
import { accessManagerAbi } from "../abis/index.js";
import { getLogs } from "../reader/getLogs.js";
import { type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import { type Pinned } from "../verdict/index.js";
import { encodeCall, type Call } from "./call.js";
import { type Step } from "./step.js";

/** What a manager knows of a delayed call. */
export type Operation =
  | { readonly state: "scheduled"; readonly readyAt: bigint; readonly expiresAt: bigint }
  /** Since the plan was made. */
  | { readonly state: "expired" | "cancelled" | "executed" }
  | { readonly state: "none" };

/** A step that a manager makes wait. */
export type DelayedStep = Step & { readonly manager: Address };

export const isDelayed = (step: Step): step is DelayedStep => step.manager !== null && step.delay > 0n;

/** The call that begins the delay of a step: the earliest time is taken. */
export const scheduleCall = ({ manager, call: { to, data } }: DelayedStep): Call =>
  encodeCall(manager, { abi: accessManagerAbi, functionName: "schedule", args: [to, data, 0] });

/** As AccessManager names an operation. */
const operationId = ({ signer, call: { to, data } }: Step): Hex =>
  keccak256(encodeAbiParameters([{ type: "address" }, { type: "address" }, { type: "bytes" }], [signer, to, data]));

const EVENTS = {
  scheduled: toEventSelector("OperationScheduled(bytes32,uint32,uint48,address,address,bytes)"),
  executed: toEventSelector("OperationExecuted(bytes32,uint32)"),
  cancelled: toEventSelector("OperationCanceled(bytes32,uint32)"),
} as const;

/**
 * @internal
 * Where a delayed step stands with its manager. The schedule alone is 0 for what was never scheduled, expired, was cancelled or executed: events since
 * the plan was made tell them apart.
 *
 * @param since The block that the plan was made on.
 */
export async function readOperation(
  reader: Reader,
  step: DelayedStep,
  { at, since }: { readonly at: Pinned; readonly since: bigint },
): Promise<Operation> {
  const id = operationId(step);
  const manager = { abi: accessManagerAbi, address: step.manager, wanted: "AccessManager", at } as const;
  const [readyAt, nonce] = await Promise.all([
    readContract(reader, { ...manager, functionName: "getSchedule", args: [id] }),
    readContract(reader, { ...manager, functionName: "getNonce", args: [id] }),
  ]);
  if (readyAt !== 0) {
    const expiration = await readContract(reader, { ...manager, functionName: "expiration", args: [] });
    return { state: "scheduled", readyAt: BigInt(readyAt), expiresAt: BigInt(readyAt) + BigInt(expiration) };
  }
  if (nonce === 0) return { state: "none" };
  const topics = [Object.values(EVENTS), id];
  const logs = await getLogs(reader, { address: step.manager, topics, fromBlock: since + 1n, at });
  const last = logs.at(-1)?.topics[0];
  if (last === EVENTS.executed) return { state: "executed" };
  if (last === EVENTS.cancelled) return { state: "cancelled" };
  return { state: last === EVENTS.scheduled ? "expired" : "none" };
}
