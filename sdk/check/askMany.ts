import type { Address, Hex } from "viem";
import { ContractInvalidError, ReaderError } from "../errors/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import { readView } from "../reader/readContract.js";
import { type Answer, decodeBatch, encodeBatch } from "./batchWords.js";
import { ENGINE } from "./engine.js";
import type { MovementArgument } from "./movementArgument.js";
import type { Rehearsal } from "./rehearsal.js";

/** Gas that every node lets a call use: the cap of one transaction since EIP-7825, less what the calldata costs. */
const CALL_GAS = 15_000_000;
/** Gas of one check under a program of some fifty rules, for parties with several wallets. */
const CHECK_GAS = 150_000;
/** Movements that one call asks about. */
export const MOST_PER_CALL = CALL_GAS / CHECK_GAS;
/** Calls that are on their way at once. */
const AT_ONCE = 8;

/** What one engine is asked. */
export type Asked = {
  readonly engine: Address;
  readonly movements: readonly MovementArgument[];
  /** Undefined: the program in force, now. */
  readonly rehearsal: Rehearsal | undefined;
};

/**
 * @internal
 * Asks one engine about any number of movements, in the order given. A call that the node does not bear is halved; what one movement does to a call
 * does not touch the answers about others.
 */
export async function askMany(reader: Reader, { movements, ...asked }: Asked, on: ReadAt): Promise<readonly Answer[]> {
  const chunks: (readonly MovementArgument[])[] = [];
  for (let i = 0; i < movements.length; i += MOST_PER_CALL) chunks.push(movements.slice(i, i + MOST_PER_CALL));
  const answers: (readonly Answer[])[] = [];
  let next = 0;
  const work = async () => {
    for (let i = next++; i < chunks.length; i = next++)
      answers[i] = await askChunk(reader, { ...asked, movements: chunks[i] ?? [] }, on);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers.flat();
}

async function askChunk(reader: Reader, asked: Asked, on: ReadAt): Promise<readonly Answer[]> {
  const { engine, movements, rehearsal } = asked;
  const functionName = rehearsal === undefined ? "checkMany" : "checkManyAs";
  const data = encodeBatch(movements, rehearsal);
  const decode = (answer: Hex) => decodeBatch(answer, movements.length);
  try {
    return await readView(reader, { ...on, address: engine, functionName, data, decode, wanted: ENGINE });
  } catch (error) {
    // Out of gas, or too large an answer; an engine that is none says so about a single movement, too.
    const tooMuch = error instanceof ReaderError || error instanceof ContractInvalidError;
    if (!tooMuch || movements.length === 1) throw error;
  }
  const half = Math.ceil(movements.length / 2);
  const first = await askChunk(reader, { ...asked, movements: movements.slice(0, half) }, on);
  return [...first, ...(await askChunk(reader, { ...asked, movements: movements.slice(half) }, on))];
}
