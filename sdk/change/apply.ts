import { type Hash, isAddressEqual } from "viem";
import {
  ParameterInvalidError,
  PlanOutdatedError,
  type RevertError,
  type RevertUndecodedError,
  type RoleMissingError,
  StepIneffectiveError,
  TransactionFailedError,
  type TransactionPendingError,
  type TransactionRefusedError,
  type TransactionUnknownError,
} from "../errors/index.js";
import { call, pin, type Reader, type Signer } from "../reader/index.js";
import { type Pinned } from "../verdict/index.js";
import { requireApplicable } from "./applicable.js";
import { type Call } from "./call.js";
import { holds } from "./holds.js";
import { isDelayed, scheduleCall } from "./operation.js";
import { type Plan } from "./planned.js";
import { requireSeen, statusAt, type StatusErrorType } from "./status.js";
import { type Step, type StepState } from "./step.js";
import { confirmed, confirmedBlock, type Mined, quiet, sendOnce, sleep, type Waiting } from "./transactions.js";

export type ApplyParameters = {
  /** Blocks that hold or follow a transaction before it counts. Default: 1. */
  readonly confirmations?: number | undefined;
  /** Milliseconds to wait without any progress. Default: 180,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds between two looks. Default: 1,000. */
  readonly poll?: number | undefined;
};
/** Gives where a step stands whenever that changes; at last whether the plan is done, or waits: for a delay, its time, or another signer. */
export type ApplyReturnType = AsyncGenerator<StepState, "done" | "waiting">;
export type ApplyErrorType =
  | StatusErrorType
  | ParameterInvalidError
  | RevertError
  | RevertUndecodedError
  | RoleMissingError
  | StepIneffectiveError
  | TransactionFailedError
  | TransactionPendingError
  | TransactionRefusedError
  | TransactionUnknownError;

/**
 * Does the steps of a plan that its signer can do now, in order: each is probed, simulated, sent, waited for, and probed again. There is no other record
 * than the chain: a run that was stopped anywhere is continued by the next one, and no step is sent twice. Delayed steps are scheduled by one run, and
 * executed by a later one.
 *
 * Reads what `status` reads, the signer's transaction counts, the assumptions of the steps, and what the manager lets the signer do.
 *
 * @throws {PlanOutdatedError} when what the plan was made on is so no more, or a step was cancelled or undone; before the next step is sent.
 * @throws {RoleMissingError} when the manager does not let a signer do a step, this one or another; before anything is sent.
 * @throws {RevertError} when a step would revert, with its reason; before it is sent.
 * @throws {RevertUndecodedError} when it would with another error.
 * @throws {TransactionFailedError} when a transaction was mined and failed.
 * @throws {StepIneffectiveError} when it succeeded, and the step is not done.
 * @throws {TransactionPendingError} when a transaction of the signer is not confirmed in time.
 * @throws {TransactionUnknownError} when the node does not say whether it took a transaction.
 * @throws {TransactionRefusedError} when the signer or the node refused one.
 * @throws {ParameterInvalidError} when confirmations or times are no whole numbers.
 * @throws {WrongChainError} and the others of `status`.
 * @example
 * for await (const { step, state } of apply(client, signerOf(client), plan)) console.log(step, state);
 */
export async function* apply(
  reader: Reader,
  signer: Signer,
  plan: Plan,
  { confirmations = 1, timeout = 180_000, poll = 1_000 }: ApplyParameters = {},
): ApplyReturnType {
  const waiting = { chainId: plan.seen.chainId, confirmations, timeout, poll };
  checkWaiting(waiting);
  const run: Run = { reader, signer, plan, waiting };
  const told = new Map<string, string>();
  const finished = new Set<string>();
  let last = 0n;
  let refused: Refused | undefined;
  let overtaken = 0;
  await requireSeen(reader, plan, await pin(reader, { chainId: plan.seen.chainId }));
  for (;;) {
    const { at, nonce } = await quiet(reader, signer.address, last, waiting);
    const states = await statusAt(reader, plan, at);
    for (const state of states) {
      const text = Object.values(state).join();
      if (told.get(state.step) !== text) yield state;
      told.set(state.step, text);
    }
    requireFinished(plan, finished, states);
    const byId = new Map(states.map((state) => [state.step as string, state]));
    const mine = plan.steps.filter(
      (step) => isAddressEqual(step.signer, signer.address) && byId.get(step.id)?.state !== "done",
    );
    await requireApplicable(reader, plan, { states: byId, at });
    const step = mine.find(({ id }) => canAct(byId.get(id), at));
    const state = step && byId.get(step.id)?.state;
    if (step === undefined || state === undefined) return outcome(run, states);
    if (refused?.step === step.id && refused.state === state) throw refused.error;

    const act = actOf(step, state);
    const sent = await simulatedAndSent(run, step, act, { at, nonce });
    if (sent.state === "reverted") refused = { step: step.id, state, error: sent.error };
    if (sent.state === "overtaken") {
      overtaken += poll;
      if (overtaken > timeout) throw sent.error;
      await sleep(poll);
    }
    if (sent.state !== "sent") continue;
    overtaken = 0;
    const { hash } = sent;
    yield { step: step.id, state: "sent", hash };
    told.delete(step.id);
    const mined = await confirmed(reader, { hash, account: signer.address, nonce }, waiting);
    if (mined === undefined) continue;
    last = mined.number;
    await requireEffect(run, step, act, { hash, mined });
    if (act.executes) finished.add(step.id);
  }
}

type Run = {
  readonly reader: Reader;
  readonly signer: Signer;
  readonly plan: Plan;
  readonly waiting: Waiting;
};

type Refused = {
  readonly step: string;
  readonly state: StepState["state"];
  readonly error: RevertError | RevertUndecodedError;
};

/** What is sent for a step; whether the step is done by it, or only scheduled. */
type Act = { readonly call: Call; readonly executes: boolean };

const actOf = (step: Step, state: StepState["state"]): Act =>
  isDelayed(step) && state !== "scheduled"
    ? { call: scheduleCall(step), executes: false }
    : { call: step.call, executes: true };

function canAct(state: StepState | undefined, at: Pinned): boolean {
  if (state?.state === "scheduled") return state.readyAt <= at.time;
  return state?.state === "todo" || state?.state === "expired";
}

async function simulatedAndSent(
  { reader, signer, plan }: Run,
  step: Step,
  { call: { to, data, value }, executes }: Act,
  { at, nonce }: { readonly at: Pinned; readonly nonce: number },
) {
  await call(reader, { to, data, value, from: signer.address, at });
  const what = `${executes ? "" : "schedule: "}${step.title} (step ${plan.steps.indexOf(step) + 1} of ${plan.steps.length})`;
  return sendOnce(signer, { to, data, value }, nonce, what);
}

/** A transaction that is mined has done what it was sent for. */
async function requireEffect(
  { reader, signer, waiting: { chainId } }: Run,
  { id, title, done }: Step,
  { call: { to, data, value }, executes }: Act,
  { hash, mined }: { readonly hash: Hash; readonly mined: Mined },
): Promise<void> {
  const at = await pin(reader, { block: { hash: mined.block }, chainId });
  if (!mined.succeeded) {
    const reason: unknown = await call(reader, { to, data, value, from: signer.address, at }).catch(
      (error: unknown) => error,
    );
    const cause = reason instanceof Error ? reason : undefined;
    const why = cause === undefined ? "it ran out of gas, or the state moved under it" : "it reverts";
    throw new TransactionFailedError({ hash, what: `${title}: ${why}`, cause });
  }
  if (executes && !(await holds(reader, done, at))) throw new StepIneffectiveError({ step: id, title, hash });
}

/** What this run has done is not to be done a second time. */
function requireFinished(plan: Plan, finished: ReadonlySet<string>, states: readonly StepState[]): void {
  const undone = states.filter(({ step, state }) => finished.has(step) && state !== "done").map(({ step }) => step);
  const moved = plan.steps
    .filter(({ id }) => undone.includes(id))
    .map(({ title }) => `this was done, and undone: ${title}`);
  if (moved.length > 0) throw new PlanOutdatedError({ plan: plan.id, moved });
}

/** What is done counts when it is confirmed, whoever did it. */
async function outcome({ reader, plan, waiting }: Run, states: readonly StepState[]): Promise<"done" | "waiting"> {
  const all = (some: readonly StepState[]) => some.every(({ state }) => state === "done");
  if (!all(states)) return "waiting";
  const { timeout, poll } = waiting;
  for (let waited = 0; ; waited += poll) {
    const at = await confirmedBlock(reader, waiting);
    if (at !== undefined && all(await statusAt(reader, plan, at))) return "done";
    if (waited >= timeout) return "waiting";
    await sleep(poll);
  }
}

function checkWaiting({ confirmations, timeout, poll }: Waiting): void {
  for (const [parameter, value, least] of [
    ["confirmations", confirmations, 1],
    ["timeout", timeout, 0],
    ["poll", poll, 1],
  ] as const) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new ParameterInvalidError({ parameter, value: String(value), wanted: `a whole number, at least ${least}` });
  }
}
