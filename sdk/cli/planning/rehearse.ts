import type { Plan } from "../../change/index.js";
import { ParameterInvalidError, RevertError, RevertUndecodedError } from "../../errors/index.js";
import { call, type Reader } from "../../reader/index.js";

/** What of the command line is wrong if a step fails. */
export type Blamed = { readonly parameter: string; readonly value: string; readonly wanted: string };

/**
 * Makes sure, before a plan is written, that its steps would succeed on the block that it was made on, as far as this can be asked: who acts at once, and
 * needs no other step.
 *
 * @throws {ParameterInvalidError} when one would revert, with its reason.
 */
export async function rehearse(
  reader: Reader,
  { steps, seen: at }: Plan,
  { parameter, value, wanted }: Blamed,
): Promise<void> {
  const asked = steps.filter(({ delay, needs }) => delay === 0n && needs.length === 0);
  for (const { call: made, signer, title } of asked) {
    try {
      await call(reader, { ...made, from: signer, at });
    } catch (cause) {
      if (!(cause instanceof RevertError || cause instanceof RevertUndecodedError)) throw cause;
      const found = `${value}, with which this fails: ${title}. ${cause.shortMessage.replace(/\.$/, "")}`;
      throw new ParameterInvalidError({ parameter, value: found, wanted });
    }
  }
}
