import { type Address, createClient, custom, defineChain, isAddressEqual } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { apply, type ApplyParameters, type Plan, type StepState } from "../change/index.js";
import { RevertError, RevertUndecodedError } from "../errors/index.js";
import type { Reader, Signer } from "../reader/index.js";
import { signerOf } from "../viem/index.js";
import type { Io } from "./io.js";
import { printable } from "./page.js";
import { stateInWords } from "./planPage.js";
import { InFile } from "./report.js";

/** Signs for the plan's chain only, whatever the node says that it serves. */
export function accountSigner(account: PrivateKeyAccount, reader: Reader, { seen: { chainId } }: Plan): Signer {
  const nativeCurrency = { name: "Ether", symbol: "ETH", decimals: 18 };
  const chain = defineChain({ id: chainId, name: String(chainId), nativeCurrency, rpcUrls: { default: { http: [] } } });
  // A node that did not answer a transaction must not be sent it again unseen.
  return signerOf(createClient({ account, chain, transport: custom(reader, { retryCount: 0 }) }));
}

export type Applying = {
  readonly path: string;
  readonly plan: Plan;
  readonly reader: Reader;
  readonly signers: readonly Signer[];
  readonly options: ApplyParameters;
};

/** Where each step stood when the run ended. */
export type Ended = { readonly states: readonly StepState[]; readonly interrupted: boolean };

/** Lets every signer do what they can, in turn, until none can do more, or somebody interrupts. Says on the way what is sent. */
export async function applyAll(applying: Applying, io: Io): Promise<Ended> {
  const { plan, reader, signers, options } = applying;
  const interruption = io.interruption?.();
  const states = new Map<string, StepState>();
  const ended = (interrupted: boolean) => ({ states: inOrder(plan, states), interrupted });
  for (let sent = true; sent;) {
    sent = false;
    for (const signer of signers.filter(({ address }) => isLeft(plan, address, states))) {
      const steps = apply(reader, signer, plan, options);
      const ours = new Set<string>();
      for (;;) {
        const next = steps.next().catch((error: unknown) => {
          throw placed(error, applying, signer, states);
        });
        const result = await orInterrupted(next, interruption, states);
        if (result === "interrupted") return ended(true);
        if (result.done === true) break;
        const { value } = result;
        states.set(value.step, value);
        if (value.state === "sent") ours.add(value.step);
        if (ours.has(value.step)) io.err(`${stepName(plan, value.step)}: ${stateInWords(value)}\n`);
        sent ||= value.state === "sent";
        if (interruption?.aborted === true) return ended(true);
      }
    }
  }
  return ended(false);
}

/** Whether a signer has a step that is not known to be done; whoever is the first to look sees whether all are. */
const isLeft = ({ steps }: Plan, address: Address, states: ReadonlyMap<string, StepState>): boolean =>
  states.size === 0 ||
  steps.some(({ id, signer }) => isAddressEqual(signer, address) && states.get(id)?.state !== "done");

/** While nothing is known to be on its way, what was begun is waited for: it may be about to be sent. */
async function orInterrupted<Result>(
  next: Promise<Result>,
  interruption: AbortSignal | undefined,
  states: ReadonlyMap<string, StepState>,
): Promise<Result | "interrupted"> {
  const isSent = [...states.values()].some(({ state }) => state === "sent");
  if (interruption === undefined || !isSent) return next;
  if (interruption.aborted) return "interrupted";
  const stop = new AbortController();
  const interrupted = new Promise<"interrupted">((resolve) => {
    interruption.addEventListener("abort", () => resolve("interrupted"), { once: true, signal: stop.signal });
  });
  try {
    return await Promise.race([next, interrupted]);
  } finally {
    stop.abort();
    // Whoever interrupts does not wait for it any more.
    next.catch(() => undefined);
  }
}

/** A revert says nothing of the step that it is about. */
function placed(error: unknown, { path, plan }: Applying, { address }: Signer, states: ReadonlyMap<string, StepState>) {
  if (!(error instanceof RevertError || error instanceof RevertUndecodedError)) return error;
  const step = plan.steps.find(({ id, signer }) => {
    const state = states.get(id)?.state ?? "todo";
    return isAddressEqual(signer, address) && ["todo", "expired", "scheduled"].includes(state);
  });
  return step === undefined ? error : new InFile(`${path}, ${stepName(plan, step.id)}`, error);
}

function stepName({ steps }: Plan, id: string): string {
  const index = steps.findIndex((step) => step.id === id);
  return `step ${index + 1} of ${steps.length}, ${printable(steps[index]?.title ?? "")}`;
}

const inOrder = (plan: Plan, states: ReadonlyMap<string, StepState>): readonly StepState[] =>
  plan.steps.map(({ id }) => states.get(id) ?? { step: id, state: "todo" });
