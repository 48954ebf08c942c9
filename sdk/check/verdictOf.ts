import { type Hex, zeroHash } from "viem";
import type { Program } from "../program/index.js";
import type { Finding, Pinned, Verdict } from "../verdict/index.js";

/** Stands for the id of a program where none is in force. */
export const NO_PROGRAM: Hex = zeroHash;

/**
 * @internal
 * The engine's answer with the program and the block that it was given on.
 */
export function verdictOf(first: Finding | undefined, program: Program | null, at: Pinned): Verdict {
  const programId = program?.id ?? NO_PROGRAM;
  return first === undefined ? { allowed: true, programId, at } : { allowed: false, programId, at, first };
}
