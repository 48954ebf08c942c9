import { hexToBigInt, size, slice } from "viem";
import {
  BlockUnknownError,
  type ContractInvalidError,
  type DeploymentMissingError,
  PlanOutdatedError,
} from "../errors/index.js";
import { type At, call, type CallErrorType, pin, type PinErrorType, type Reader } from "../reader/index.js";
import { getLogs } from "../reader/getLogs.js";
import { isCanonical } from "../reader/pin.js";
import { type Pinned } from "../verdict/index.js";
import { holds } from "./holds.js";
import { isDelayed, type Operation, readOperation } from "./operation.js";
import { type Plan } from "./planned.js";
import { type Step, type StepState, type Trace } from "./step.js";

/** Probes that are asked at once. */
const AT_ONCE = 20;

export type StatusParameters = Pick<At, "block">;
/** One for each step, in the plan's order. */
export type StatusReturnType = readonly StepState[];
export type StatusErrorType =
  PinErrorType | CallErrorType | ContractInvalidError | DeploymentMissingError | PlanOutdatedError;

/**
 * Says where each step of a plan stands. Reads, on one block: every step's probe, from the last step on, since one that is done says so of what
 * fades; of delayed steps the manager's schedule and its events since the plan was made; of others the events that they leave behind.
 *
 * @throws {WrongChainError} when the node serves another chain than the plan's.
 * @throws {PlanOutdatedError} when the block that the plan was made on is not on this chain.
 * @throws {BlockUnknownError} when the node has not come as far as the plan.
 * @throws {DeploymentMissingError} when the manager of a step that can be scheduled is not there.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const states = await status(client, parsePlan(JSON.parse(text)));
 * const left = states.filter(({ state }) => state !== "done");
 */
export async function status(reader: Reader, plan: Plan, { block }: StatusParameters = {}): Promise<StatusReturnType> {
  const at = await pin(reader, { block, chainId: plan.seen.chainId });
  await requireSeen(reader, plan, at);
  return statusAt(reader, plan, at);
}

/**
 * @internal
 * Makes sure that a chain is the one that a plan was made on: two may have one id.
 */
export async function requireSeen(reader: Reader, { id, seen }: Plan, at: Pinned): Promise<void> {
  if (at.number < seen.number) throw new BlockUnknownError({ block: `${seen.number}, ${seen.hash}` });
  if (await isCanonical(reader, seen)) return;
  const moved = [`block ${seen.number} of chain ${seen.chainId}, on which it was made, is not ${seen.hash}`];
  throw new PlanOutdatedError({ plan: id, moved });
}

/**
 * @internal
 * The same on a block that is known to be of the plan's chain.
 */
export async function statusAt(reader: Reader, plan: Plan, at: Pinned): Promise<StatusReturnType> {
  const done = await doneAt(reader, plan, at);
  return Promise.all(
    plan.steps.map(async (step): Promise<StepState> => {
      if (done.has(step.id)) return { step: step.id, state: "done" };
      if (step.needs.some((need) => !done.has(need)))
        return { step: step.id, state: isMissed(step, at.time + 1n + waitOf(step)) ? "missed" : "blocked" };
      return { step: step.id, ...(await open(reader, plan, step, at)) };
    }),
  );
}

/** Ids of the steps that are done: by their probe or, of what fades, because a step that needs them is. */
async function doneAt(reader: Reader, { steps, seen }: Plan, at: Pinned): Promise<ReadonlySet<string>> {
  const done = new Set<string>();
  const fading = new Set(steps.flatMap(({ id, fades }) => (fades === true ? [id] : [])));
  for (let end = steps.length; end > 0; end -= AT_ONCE) {
    // Needs come before what needs them: from the end on, whatever is implied is known.
    const some = steps.slice(Math.max(0, end - AT_ONCE), end).reverse();
    const found = await Promise.all(
      some.map(async ({ id, done: probe, trace }) => {
        if (done.has(id)) return true;
        return (await holds(reader, probe, at)) && (trace?.needed !== true || (await isLeft(reader, trace, seen, at)));
      }),
    );
    some.forEach(({ id, needs }, index) => {
      if (found[index] !== true && !done.has(id)) return;
      done.add(id);
      needs.filter((need) => fading.has(need)).forEach((need) => done.add(need));
    });
  }
  return done;
}

type Scheduled = Extract<Operation, { readonly state: "scheduled" }>;
type Open = StepState extends infer State ? (State extends StepState ? Omit<State, "step"> : never) : never;

/** Of a step that is not done, and needs nothing more. */
async function open(reader: Reader, { seen }: Plan, step: Step, at: Pinned): Promise<Open> {
  const { delay, trace } = step;
  if (trace !== undefined && (await isLeft(reader, trace, seen, at))) return { state: "undone" };
  const earliest = max(step.notBefore ?? 0n, await readyTime(reader, step, at));
  const until = (time: bigint): Open => (at.time < time ? { state: "waiting", until: time } : { state: "todo" });
  const missed: Open = { state: "missed" };
  // The next block is later than this one.
  const next = at.time + 1n;
  if (!isDelayed(step)) return isMissed(step, next) ? missed : until(earliest);
  const operation = await readOperation(reader, step, { at, since: seen.number });
  switch (operation.state) {
    case "scheduled":
      return isMissed(step, max(next, operation.readyAt)) ? missed : windowOf(step, operation, earliest);
    case "executed":
      return { state: "undone" };
    case "none":
      // Scheduled sooner, it could expire before it may be executed.
      return isMissed(step, next + delay) ? missed : until(earliest - delay);
    case "expired":
      return isMissed(step, next + delay) ? missed : { state: "expired" };
    case "cancelled":
      return { state: "cancelled" };
  }
}

/** Whether a step's event was seen since the plan was made. */
async function isLeft(reader: Reader, { address, topics }: Trace, seen: Pinned, at: Pinned): Promise<boolean> {
  return (await getLogs(reader, { address, topics, fromBlock: seen.number + 1n, at })).length > 0;
}

/** Seconds between scheduling and executing. */
const waitOf = (step: Step): bigint => (isDelayed(step) ? step.delay : 0n);

/** Whether a step that is done at that time at the soonest comes too late. */
const isMissed = ({ notAfter }: Step, soonest: bigint): boolean => notAfter !== undefined && soonest > notAfter;

/** When it may be executed, as its manager and its own times allow. */
function windowOf({ notAfter }: Step, { readyAt, expiresAt }: Scheduled, earliest: bigint): Open {
  const end = notAfter === undefined || notAfter >= expiresAt ? expiresAt : notAfter + 1n;
  return { state: "scheduled", readyAt: max(readyAt, earliest), expiresAt: end };
}

/** Unix seconds, as a contract tells them; 0: it tells nothing. */
async function readyTime(reader: Reader, { readyAt }: Step, at: Pinned): Promise<bigint> {
  if (readyAt === undefined) return 0n;
  const { to, data, word } = readyAt;
  const answer = await call(reader, { to, data, at });
  const [start, end] = [word * 32, word * 32 + 32];
  return size(answer) < end ? 0n : hexToBigInt(slice(answer, start, end));
}

const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);
