import { type Address, type Hex, isAddressEqual } from "viem";
import { actsOf } from "./acts.js";
import { type Plan } from "./planned.js";
import { type StepState } from "./step.js";

/** A transaction, for whoever sends it with tools of their own. */
export type RawCall = {
  /** Id of the step that it is for. */
  readonly step: Hex;
  readonly title: string;
  /** A delayed step is scheduled first, and executed when its delay is over. */
  readonly act: "send" | "schedule" | "execute";
  /** From 0: what is of one round can be sent in order, without waiting for a time. */
  readonly round: number;
  readonly signer: Address;
  readonly to: Address;
  /** Wei. */
  readonly value: bigint;
  readonly data: Hex;
  /** Unix seconds before which it fails; null: at once, or as the manager says. */
  readonly notBefore: bigint | null;
};

export type ToCalldataParameters = {
  /** Whose calls; left out: everybody's. */
  readonly signer?: Address | undefined;
  /** As `status` gives them; left out: nothing is done. */
  readonly states?: readonly StepState[] | undefined;
  /** Unix seconds: what is ready then need not be waited for. Left out: when the plan was made. */
  readonly time?: bigint | undefined;
};
/** In the order in which they are to be sent. */
export type ToCalldataReturnType = readonly RawCall[];
export type ToCalldataErrorType = never;

/**
 * Writes what is left of a plan as raw calls, in order, with those that begin a delay. Pure.
 *
 * @example for (const { signer, to, data } of toCalldata(plan)) console.log(signer, to, data);
 */
export function toCalldata(plan: Plan, { signer, states, time }: ToCalldataParameters = {}): ToCalldataReturnType {
  return actsOf(plan, { states, time })
    .filter(({ step }) => signer === undefined || isAddressEqual(step.signer, signer))
    .map(({ step, act, call: { to, value, data }, round }) => {
      const { id, title, notBefore } = step;
      return {
        ...{ step: id, title, act, round, signer: step.signer, to, value, data },
        notBefore: act === "schedule" ? null : notBefore,
      };
    });
}
