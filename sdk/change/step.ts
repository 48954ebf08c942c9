import { type Address, concat, type Hex, keccak256 } from "viem";
import { type Call } from "./call.js";
import { type ManagerRole } from "./managerRoles.js";

/** What an `eth_call` answers when something is so. */
export type Probe = {
  readonly to: Address;
  readonly data: Hex;
  /** The whole answer, under `mask`. */
  readonly equals: Hex;
  /** Bits of the answer that count, as long as it; left out: all. */
  readonly mask?: Hex | undefined;
  /** It is so when the answer is another one; never when there is none, since then nobody is there who could say so. */
  readonly negate?: true | undefined;
  /** It is so as well when this is. */
  readonly or?: Omit<Probe, "or"> | undefined;
};

/** An event that a step leaves behind. */
export type Trace = {
  readonly address: Address;
  /** By place; null stands for every value. */
  readonly topics: readonly (Hex | null)[];
  /** The probe alone does not say that the step is done: something else could have made it so. */
  readonly needed?: true | undefined;
};

/** What a step was planned on: if it is so no more, the plan is out of date. */
export type Assumption = Probe & {
  /** Of what was seen, in words: "the supply of the token is 1,000 WBF". */
  readonly what: string;
};

/** One transaction that somebody has to make. */
export type Step = {
  /** keccak256 of signer, target, calldata and what says that it is done. */
  readonly id: Hex;
  /** What it does, in one line. */
  readonly title: string;
  readonly signer: Address;
  /** Through which the signer may; null: anybody may. */
  readonly role: ManagerRole | null;
  readonly call: Call;
  /** The AccessManager that is asked; null: none is. */
  readonly manager: Address | null;
  /** Seconds that the manager makes the signer wait between scheduling and executing; 0: it is sent directly. */
  readonly delay: bigint;
  /** Ids of steps that come before it. */
  readonly needs: readonly Hex[];
  /** Must be so before it is sent. */
  readonly assumes: readonly Assumption[];
  /** Is so after it. */
  readonly done: Probe;
  /** And may be so no more after a step that needs it: then that one, when it is done, says so of this one. */
  readonly fades?: true | undefined;
  /** Seen since the plan was made, of a step that is not done: it was, and somebody changed it back on purpose. It is not sent again. */
  readonly trace?: Trace | undefined;
  /** Unix seconds before which it would fail; null: at once. */
  readonly notBefore: bigint | null;
  /** Unix seconds after which it would fail; left out: never. */
  readonly notAfter?: bigint | undefined;
  /** Where that is known only after another step: an `eth_call` that answers it, and in which word. */
  readonly readyAt?: ReadyAt | undefined;
};

/** A time in unix seconds that a contract tells, as one word of an answer. */
export type ReadyAt = { readonly to: Address; readonly data: Hex; /** From 0. */ readonly word: number };

/** Where a step stands. */
export type StepState = { readonly step: Hex } & (
  | { readonly state: "done" }
  /** It can be sent. */
  | { readonly state: "todo" }
  /** For another step. */
  | { readonly state: "blocked" }
  /** For its time, in unix seconds. */
  | { readonly state: "waiting"; readonly until: bigint }
  /** With the manager: may be executed from `readyAt` on, and not from `expiresAt` on; unix seconds. */
  | { readonly state: "scheduled"; readonly readyAt: bigint; readonly expiresAt: bigint }
  /** It was scheduled, and nobody executed it within its week: it is to be scheduled again. */
  | { readonly state: "expired" }
  /** Since the plan was made the guardian, or who scheduled it, took it back: it is not to be scheduled again by itself. */
  | { readonly state: "cancelled" }
  /** It was done since the plan was made, as the manager or its trace says, and it is so no more: somebody changed it back. */
  | { readonly state: "undone" }
  /** It was not done in time, and would fail now: what it is for has to be planned again. */
  | { readonly state: "missed" }
  /** Scheduling or executing it is on its way. */
  | { readonly state: "sent"; readonly hash: Hex }
);

export type StepParameters = Omit<Step, "id" | "needs" | "assumes" | "manager" | "delay" | "notBefore"> & {
  readonly needs?: readonly Hex[] | undefined;
  readonly assumes?: readonly Assumption[] | undefined;
  readonly manager?: Address | null | undefined;
  readonly delay?: bigint | undefined;
  readonly notBefore?: bigint | null | undefined;
};

/**
 * @internal
 * A step with its id.
 */
export function stepOf(parameters: StepParameters): Step {
  const { signer, call, done } = parameters;
  const id = keccak256(concat([signer, call.to, keccak256(call.data), done.to, keccak256(done.data), done.equals]));
  const defaults = { needs: [], assumes: [], manager: null, delay: 0n, notBefore: null };
  return { ...defaults, ...parameters, id } as Step;
}
