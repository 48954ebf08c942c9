import { type Address, type Hex, isAddressEqual } from "viem";
import { type Act, actsOf } from "./acts.js";
import { type Plan } from "./planned.js";
import { safeChecksum } from "./safeChecksum.js";
import { type StepState } from "./step.js";

/** Of the transaction builder whose files these are. */
const BUILDER_VERSION = "1.16.5";

/** A file of Safe's transaction builder. */
export type SafeFile = {
  readonly version: "1.0";
  /** Decimal. */
  readonly chainId: string;
  /** Milliseconds since 1970: of the block that the plan was made on. */
  readonly createdAt: number;
  readonly meta: {
    readonly name: string;
    readonly description: string;
    readonly txBuilderVersion: string;
    readonly createdFromSafeAddress: Address;
    /** Empty: nobody in particular. */
    readonly createdFromOwnerAddress: Address | "";
    readonly checksum: Hex;
  };
  readonly transactions: readonly {
    readonly to: Address;
    /** Wei, decimal. */
    readonly value: string;
    readonly data: Hex;
    readonly contractMethod: null;
    readonly contractInputsValues: null;
  }[];
};

export type ToSafeParameters = {
  /** Whose steps they are. */
  readonly safe: Address;
  /** Which of its owners made the file; left out: nobody in particular. */
  readonly owner?: Address | undefined;
  /** As `status` gives them; left out: nothing is done. */
  readonly states?: readonly StepState[] | undefined;
  /** Unix seconds: what is ready then need not be waited for. Left out: when the plan was made. */
  readonly time?: bigint | undefined;
};
/** One for each time that the Safe has to act: between two of them somebody waits, for a time or for another signer. None: nothing is left for it. */
export type ToSafeReturnType = readonly SafeFile[];
export type ToSafeErrorType = never;

/**
 * Writes what is left of a plan for a Safe as files of its transaction builder. Delayed steps are scheduled by one file and executed by a later one. Pure:
 * equal plans and states give equal files.
 *
 * @example const [next] = toSafe(plan, { safe, states: await status(client, plan) });
 */
export function toSafe(plan: Plan, { safe, owner, states, time }: ToSafeParameters): ToSafeReturnType {
  const acts = actsOf(plan, { states, time, batcher: safe }).filter(({ step }) => isAddressEqual(step.signer, safe));
  const rounds = [...new Set(acts.map(({ round }) => round))];
  return rounds.map((round, index) => {
    const some = acts.filter((act) => act.round === round);
    const batch = {
      version: "1.0",
      chainId: String(plan.seen.chainId),
      createdAt: Number(plan.seen.time) * 1000,
      meta: {
        name: plan.title,
        description: `Batch ${index + 1} of ${rounds.length} of the plan ${plan.id}. ${some.map(inWords).join(" ")}`,
        txBuilderVersion: BUILDER_VERSION,
        createdFromSafeAddress: safe,
        createdFromOwnerAddress: owner ?? "",
      },
      transactions: some.map(({ call: { to, data, value } }) => {
        return { to, value: String(value), data, contractMethod: null, contractInputsValues: null };
      }),
    } as const;
    return { ...batch, meta: { ...batch.meta, checksum: safeChecksum(batch) } };
  });
}

const inWords = ({ act, step: { title } }: Act, index: number): string =>
  `${index + 1}. ${act === "send" ? "" : `${act}: `}${title}.`;
