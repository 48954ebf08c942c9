import type { Command } from "commander";
import type { Address } from "viem";
import { ParameterInvalidError } from "../../errors/index.js";
import type { LeverageAudience } from "../../leverage/index.js";
import type { BlockRef } from "../../reader/index.js";
import { parseAddress, parseBlock, parseBlockNumber } from "../values.js";

/** What every command on leverage is called with. */
export type LeverageOptions = {
  readonly rpcUrl: string;
  readonly leverage: Address;
  readonly registry: number;
  readonly block: BlockRef;
  readonly fromBlock: bigint;
  readonly json: boolean;
};

/** Of those that say something about an investor. */
export type AudienceOption = { readonly for: LeverageAudience };

/** Adds the options that say where the leverage registry is, and, unless a file says it, whose investors are meant. */
export const leverageOptions = (
  command: Command,
  { registry }: { readonly registry: boolean } = { registry: true },
): Command =>
  (registry
    ? command.requiredOption("--registry <number>", "number of the engine's registry", parseNumber("--registry"))
    : command
  )
    .requiredOption("--rpc-url <url>", "address of a node, or env:NAME of the variable that holds it")
    .requiredOption("--leverage <address>", "the leverage registry", parseAddress("--leverage"))
    .option("--from-block <number>", "block of the registry's deployment", parseBlockNumber("--from-block"), 0n)
    .option("--block <block>", "number, hash, latest, safe or finalized", parseBlock, "latest")
    .option("--json", "print one JSON value", false);

/** Adds the option that says who reads it. */
export const audienceOption = (command: Command): Command =>
  command.option(
    "--for <reader>",
    "who reads it: venue, which learns nothing of other venues, investor, or agent",
    parseAudience,
    "venue",
  );

const MOST = 2 ** 32 - 1;

/** A number by which something is known. */
export const parseNumber =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d{1,10}$/.test(value) && number > 0 && number <= MOST) return number;
    throw new ParameterInvalidError({ parameter: option, value, wanted: "a number, from 1" });
  };

/** Of an option that may be given several times. */
export const severalNumbers =
  (option: string) =>
  (value: string, before: readonly number[]): readonly number[] => [...before, parseNumber(option)(value)];

function parseAudience(value: string): LeverageAudience {
  if (value === "venue" || value === "investor" || value === "agent") return value;
  throw new ParameterInvalidError({ parameter: "--for", value, wanted: "one of venue, investor, agent" });
}
