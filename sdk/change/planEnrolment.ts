import { type Hex, maxUint256, numberToHex } from "viem";
import { ParameterInvalidError, type RoleMissingError } from "../errors/index.js";
import { type Field, packWord, RECORD_WORD } from "../kinds/index.js";
import { chunkEnrolments } from "./chunkEnrolments.js";
import { enrolBatch } from "./enrolBatch.js";
import { type Enrolment } from "./investorFacts.js";
import { type Observed } from "./observed.js";
import { planned, type Plan } from "./planned.js";
import { unknownWallet } from "./probes.js";
import { type ChosenSigners, signerFor } from "./signerFor.js";
import { stepOf } from "./step.js";
import { walletBound } from "./traces.js";

export type PlanEnrolmentParameters = {
  /** Investors of whose wallets none has a record on the block that was observed. */
  readonly enrolments: readonly Enrolment[];
  readonly signers?: ChosenSigners | undefined;
};
export type PlanEnrolmentReturnType = Plan;
export type PlanEnrolmentErrorType = ParameterInvalidError | RoleMissingError;

/**
 * Plans to take investors into the token's registry, in as few transactions as their gas allows. Pure. A transaction is done when its first wallet has
 * the record that was planned, and its last one was bound.
 *
 * @throws {ParameterInvalidError} when there is nobody to enrol.
 * @throws {RoleMissingError} when nobody is registrar.
 */
export function planEnrolment(observed: Observed, parameters: PlanEnrolmentParameters): PlanEnrolmentReturnType {
  const { enrolments, signers } = parameters;
  const { at, engine, token, manager, registry } = observed;
  if (enrolments.length === 0)
    throw new ParameterInvalidError({ parameter: "enrolments", value: "nobody", wanted: "at least one investor" });
  const registrar = signerFor(observed, "registrar", signers);
  const chunks = chunkEnrolments({ enrolments });
  const steps = chunks.map((chunk, index) => {
    const [first] = chunk;
    const [wallet] = first?.wallets ?? [];
    if (first === undefined || wallet === undefined)
      throw new ParameterInvalidError({
        parameter: "enrolments",
        value: "an investor without wallet",
        wanted: "1 to 8 wallets",
      });
    const unknown = unknownWallet(engine, registry, wallet);
    const part = chunks.length === 1 ? "" : `, part ${index + 1} of ${chunks.length}`;
    return stepOf({
      title: `Enrol ${chunk.length} investor${chunk.length === 1 ? "" : "s"}${part}`,
      signer: registrar.member,
      role: "registrar",
      manager,
      delay: registrar.delay,
      call: enrolBatch({ engine, registry, enrolments: chunk }),
      assumes: [{ ...unknown, what: `${wallet} has no record` }],
      done: { ...unknown, ...recordOf(first) },
      trace: walletBound(engine, registry, chunk.at(-1)?.wallets.at(-1) ?? wallet),
    });
  });
  const wallets = enrolments.reduce((sum, one) => sum + one.wallets.length, 0);
  const title = `enrol ${enrolments.length} investor${enrolments.length === 1 ? "" : "s"} with ${wallets} wallets`;
  const changes = [{ path: `registry.${registry}`, from: null, to: title.replace("enrol ", "also "), loosens: true }];
  return planned({ title, seen: at, engine, token, changes, steps });
}

/** What a record says of an investor but its number and how many tokens the wallet holds. */
function recordOf({ wallets, facts }: Enrolment): { readonly equals: Hex; readonly mask: Hex } {
  const { country, region, lane, statuses, states, kycUntil, statusUntil } = facts;
  const fields = {
    ...{ country: BigInt(country), region: BigInt(region), lane: BigInt(lane), wallets: BigInt(wallets.length) },
    ...{ statuses: BigInt(statuses), states: BigInt(states), kycUntil, statusUntil },
  };
  const open = bitsOf(RECORD_WORD.investor) | bitsOf(RECORD_WORD.tokensHeld);
  return { equals: wordHex(packWord(RECORD_WORD, fields)), mask: wordHex(maxUint256 ^ open) };
}

const bitsOf = ({ offset, bits }: Field): bigint => ((1n << BigInt(bits)) - 1n) << BigInt(offset);

const wordHex = (value: bigint): Hex => numberToHex(value, { size: 32 });
