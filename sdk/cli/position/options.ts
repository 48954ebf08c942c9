import type { Command } from "commander";
import type { Address } from "viem";
import { ParameterInvalidError } from "../../errors/index.js";
import type { BlockRef } from "../../reader/index.js";
import { parseAddress, parseBlock, parseTime } from "../values.js";

/** What every command that asks a position book is called with. */
export type BookOptions = {
  readonly rpcUrl: string;
  readonly book: Address;
  readonly block: BlockRef;
  readonly asOf?: bigint;
  readonly json: boolean;
};

/** Adds the options that say where the position book is, and by the limits of which second it answers. */
export const bookOptions = (command: Command): Command =>
  command
    .requiredOption("--rpc-url <url>", "address of a node, or env:NAME of the variable that holds it")
    .requiredOption("--book <address>", "the position book", parseAddress("--book"))
    .option("--block <block>", "number, hash, latest, safe or finalized", parseBlock, "latest")
    .option(
      "--as-of <time>",
      "by the limits of this time: unix seconds, 2026-02-28T17:00:00Z, or a day, which begins at 0:00 UTC",
      parseTime("--as-of"),
    )
    .option("--json", "print one JSON value", false);

/** Number of an investor. */
export function parseInvestor(value: string): bigint {
  if (/^[1-9]\d{0,18}$/.test(value)) return BigInt(value);
  throw new ParameterInvalidError({ parameter: "--investor", value, wanted: "an investor's number, from 1" });
}

/** Decimals of every amount: it is in millionths of a contract. */
export const MILLIONTHS = 6;
