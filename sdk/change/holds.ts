import { type Hex, hexToBytes } from "viem";
import { RevertError, RevertUndecodedError } from "../errors/index.js";
import { call, type Reader } from "../reader/index.js";
import { type Pinned } from "../verdict/index.js";
import { type Probe } from "./step.js";

/**
 * @internal
 * Whether something is so on a block. A call that reverts says that it is not.
 */
export async function holds(reader: Reader, { or, ...probe }: Probe, at: Pinned): Promise<boolean> {
  return (await isSo(reader, probe, at)) || (or !== undefined && (await isSo(reader, or, at)));
}

async function isSo(reader: Reader, { to, data, equals, mask, negate }: Probe, at: Pinned): Promise<boolean> {
  let answer: Hex;
  try {
    answer = await call(reader, { to, data, at });
  } catch (error) {
    if (error instanceof RevertError || error instanceof RevertUndecodedError) return false;
    throw error;
  }
  const same = equal(answer, equals, mask);
  return negate === true ? !same && answer !== "0x" : same;
}

function equal(answer: Hex, wanted: Hex, mask: Hex | undefined): boolean {
  const [given, expected] = [hexToBytes(answer), hexToBytes(wanted)];
  const counts = mask === undefined ? undefined : hexToBytes(mask);
  if (given.length !== expected.length) return false;
  return given.every((byte, index) => {
    const bits = counts === undefined ? 0xff : (counts[index] ?? 0);
    return (byte & bits) === ((expected[index] ?? 0) & bits);
  });
}
