import { type Command } from "commander";
import { type Address, type Hex, zeroAddress } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { ENGINE, readEngine } from "../check/engine.js";
import { tokenUnits, type TokenUnits } from "../check/tokenUnits.js";
import { CommandUsageError, TokenUnknownError } from "../errors/index.js";
import { hasReceiver, hasSender, isByOrder, type MovementKind, readField, TOKEN_CONFIG_WORD } from "../kinds/index.js";
import { type BlockRef, pin, type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import type { Pack, Rulebook } from "../rulebook/index.js";
import type { Audience, Finding, Movement, Pinned } from "../verdict/index.js";
import type { Io } from "./io.js";
import { nodeReader } from "./nodeReader.js";
import { placeOptions } from "./project/fromProject.js";
import { packsOf } from "./packsOf.js";
import { readRulebook } from "./readFiles.js";
import {
  parseAddress,
  parseAudience,
  parseBaseUnits,
  parseBlock,
  parseKind,
  parseProgramId,
  parseTime,
  parseTokens,
  several,
} from "./values.js";

/** What `check`, `explain` and `headroom` are called with. */
export type QuestionOptions = {
  readonly rpcUrl: string;
  readonly token: Address;
  readonly kind: MovementKind;
  readonly from?: Address;
  readonly to?: Address;
  readonly spender?: Address;
  /** `headroom` asks for it, and is not told. */
  readonly amount?: string;
  readonly tokens?: boolean;
  readonly rulebook?: string;
  readonly pack: readonly string[];
  readonly for: Audience;
  readonly block: BlockRef;
  readonly asOf?: bigint;
  readonly program?: Hex;
  readonly json: boolean;
};

/** What they ask. */
export type Question = {
  readonly reader: Reader;
  readonly movement: Movement;
  readonly at: Pinned;
  readonly units: TokenUnits;
  readonly audience: Audience;
  readonly rulebook: Rulebook | undefined;
  readonly packs: readonly Pack[];
  /** Asked about, instead of now: unix seconds. */
  readonly asOf?: bigint | undefined;
  /** Asked about, instead of the program in force. */
  readonly programId?: Hex | undefined;
};

/** Adds the options that say which movement is asked about, and of whom. */
export function questionOptions(
  command: Command,
  { rulebook, amount = "needed" }: { readonly rulebook: "needed" | "optional"; readonly amount?: "needed" | "none" },
): Command {
  const needs = rulebook === "needed" ? (["rpcUrl", "token", "rulebook"] as const) : (["rpcUrl", "token"] as const);
  const asked = placeOptions(command, parseAddress("--token"), needs)
    .requiredOption("--kind <kind>", "transfer, mint, burn, forced, transmission, recovery or licensed", parseKind)
    .option("--from <address>", "the sender's wallet; a mint has none", parseAddress("--from"))
    .option("--to <address>", "the receiver's wallet; a burn has none", parseAddress("--to"))
    .option("--spender <address>", "who calls transferFrom; left out: the sender itself", parseAddress("--spender"));
  if (amount === "needed")
    asked
      .requiredOption("--amount <digits>", "in base units of the token: 1 token is 10 ** decimals of them")
      .option("--tokens", "the amount is in tokens, as 1250.5", false);
  return asked
    .option("--rulebook <file>", "the rulebook that the token's program was compiled from; left out: the project's")
    .option("--pack <file>", "a pack that the rulebook refers to; may be given several times", several, [])
    .option(
      "--for <reader>",
      "who reads it: sender, receiver, or agent, who learns everything",
      parseAudience,
      "sender",
    )
    .option("--block <block>", "number, hash, latest, safe or finalized", parseBlock, "latest")
    .option("--json", "print one JSON value", false);
}

/** Adds the options that ask under another program, or at another time. */
export const rehearsalOptions = (command: Command): Command =>
  command
    .option(
      "--as-of <time>",
      "judge at this time: unix seconds, 2026-02-28T17:00:00Z, or a day, which begins at 0:00 UTC",
      parseTime("--as-of"),
    )
    .option("--program <id>", "judge by this published program, in force or not", parseProgramId("--program"));

/** Reads what the options name: files first, then the block and the token's units. */
export async function readQuestion(options: QuestionOptions, command: Command, io: Io): Promise<Question> {
  const { token, kind, amount = "0", spender, block, asOf, program: programId } = options;
  const parties = partiesOf(options, `weighbridge ${command.name()} ${command.usage()}`);
  const given = options.tokens === true ? undefined : parseBaseUnits(amount);
  const rulebook = options.rulebook === undefined ? undefined : readRulebook(options.rulebook);
  const packs = packsOf([rulebook], options.pack);
  const reader = nodeReader(options.rpcUrl, io);
  const at = await pin(reader, { block });
  const units = await tokenUnits(reader, token, { at });
  const movement = { kind, token, spender, ...parties, amount: given ?? parseTokens(amount, units.decimals) };
  return { reader, movement, at, units, audience: options.for, rulebook, packs, asOf, programId };
}

/** As of when it was asked, if that was said: for JSON. */
export const asked = ({ asOf }: Question): { readonly asOf?: bigint } => (asOf === undefined ? {} : { asOf });

function partiesOf({ kind, from, to, spender }: QuestionOptions, usage: string): Pick<Movement, "from" | "to"> {
  const a = `A ${isByOrder(kind) ? `${kind} transfer` : kind}`;
  if (hasSender(kind) && from === undefined) throw new CommandUsageError({ fact: `${a} needs --from.`, usage });
  if (hasReceiver(kind) && to === undefined) throw new CommandUsageError({ fact: `${a} needs --to.`, usage });
  if (kind !== "transfer" && spender !== undefined)
    throw new CommandUsageError({ fact: `${a} has no --spender.`, usage });
  return { from: from ?? zeroAddress, to: to ?? zeroAddress };
}

type Answer = { readonly allowed: true } | { readonly allowed: false; readonly first: Finding };

/**
 * Makes sure that the engine knows the token: to whoever typed an address this is another thing than a token without rules.
 *
 * @throws {TokenUnknownError} when it does not.
 */
export async function requireKnown(verdict: Answer, { reader, movement: { token }, at }: Question): Promise<void> {
  if (verdict.allowed || verdict.first.kind !== "programMissing") return;
  const engine = await readEngine(reader, token, { at });
  const abi = weighbridgeAbi;
  const config = await readContract(reader, {
    ...{ abi, address: engine, functionName: "tokenConfig", args: [token], wanted: ENGINE, at },
  } as const);
  if (readField(config, TOKEN_CONFIG_WORD.registry) === 0n) throw new TokenUnknownError({ token, engine });
}
