import { type Command } from "commander";
import { type Address } from "viem";
import { CommandUsageError, ParameterInvalidError } from "../errors/index.js";
import { type Program } from "../program/index.js";
import { pin } from "../reader/index.js";
import { impact, readRegister, type Register } from "../register/index.js";
import { hashScheme, type Rulebook, schemeNamed } from "../rulebook/index.js";
import { EXIT } from "./exitCode.js";
import { citedImpact, impactPage } from "./impactPage.js";
import { parseAsOf } from "./compile.js";
import { type Io } from "./io.js";
import { jsonText } from "./json.js";
import { nodeReader } from "./nodeReader.js";
import { pageOf } from "./page.js";
import { compileFile, type Programs, programsOf, type RulebookFile } from "./programs.js";
import { placeOptions } from "./project/fromProject.js";
import { readHolderFile } from "./readHolderFile.js";
import { packsOf } from "./packsOf.js";
import { readRulebook } from "./readFiles.js";
import { type Outcome } from "./run.js";
import { parseAddress, parseBlockNumber, several } from "./values.js";

type ImpactOptions = {
  readonly rulebook?: string;
  readonly scheduled: boolean;
  readonly pack: readonly string[];
  readonly asOf?: bigint;
  readonly register?: string;
  readonly rpcUrl?: string;
  readonly token?: Address;
  readonly fromBlock?: bigint;
  readonly current?: string;
  readonly asIfAdopted: readonly string[];
  readonly json: boolean;
};

export function addImpact(parent: Command, io: Io, outcome: Outcome): void {
  const command = placeOptions(parent.command("impact"), parseAddress("--token"), [])
    .description("say what a program would mean for everybody who holds (exit code 3 if anybody or a count is over)")
    .option(
      "--rulebook <file>",
      "the wanted one; of --scheduled: the one that its program was compiled from, for its words",
    )
    .option("--scheduled", "the program that waits for the token", false)
    .option("--pack <file>", "a pack that a rulebook refers to; may be given several times", several, [])
    .option(
      "--as-of <date>",
      "ISO 8601, in UTC: when it would take effect; default: when it does, or the last block, or now",
      parseAsOf,
    )
    .option(
      "--register <file>",
      "who holds, as `register show` writes it: .csv, or JSON; left out: read from the chain",
    )
    .option("--from-block <number>", "from which on events are read; default: all", parseBlockNumber("--from-block"))
    .option("--current <file>", "the rulebook that is in force; default: what the token enforces")
    .option(
      "--as-if-adopted <id>",
      "a proposal that the wanted rulebook enforces, taken as if it were law; may be given several times",
      several,
      [],
    )
    .option("--json", "print one JSON value", false);
  const usage = `weighbridge impact ${command.usage()}`;
  command.action(async (options: ImpactOptions) => {
    requireSense(options, usage);
    const [written, inForce] = [readFile(options.rulebook), readFile(options.current)];
    const rulebook = written?.rulebook;
    const packs = packsOf([rulebook, inForce?.rulebook], options.pack);
    const given = options.register === undefined ? undefined : readGiven(options.register, rulebook);
    const chain = await readChain(options, io, given);
    const register = given ?? chain?.register;
    if (register === undefined)
      throw new CommandUsageError({ fact: "It needs --register, or --rpc-url and --token.", usage });
    requireFit(register, rulebook, io);
    const asOf = options.asOf ?? (options.scheduled ? chain?.from : undefined) ?? chain?.time ?? io.now();
    const compiling = { asOf, packs };
    const { asIfAdopted } = options;
    const wanted =
      written === undefined || options.scheduled ? waiting(chain) : compileFile(written, { ...compiling, asIfAdopted });
    const current = inForce === undefined ? (chain?.current ?? null) : compileFile(inForce, compiling);

    const found = impact(register, current, wanted, { asOf });
    const decimals = register.decimals ?? rulebook?.token.decimals ?? 0;
    const units = { decimals, symbol: chain?.symbol ?? "tokens" };
    const cited = citedImpact(found, { program: wanted, rulebook, packs, ...units });
    io.out(
      options.json
        ? jsonText({ format: "weighbridge.impact/1", decimals, asIfAdopted, ...cited })
        : impactPage(cited, { register, rulebook, units, asIfAdopted, page: pageOf(io) }),
    );
    const over = found.over.length > 0 || Object.values(found.counts).some(({ excess }) => excess > 0);
    if (over) outcome.exitCode = EXIT.no;
  });
}

const readFile = (path: string | undefined): RulebookFile | undefined =>
  path === undefined ? undefined : { path, rulebook: readRulebook(path) };

function requireSense({ rulebook, scheduled, rpcUrl, token, asIfAdopted }: ImpactOptions, usage: string): void {
  const fail = (fact: string) => new CommandUsageError({ fact, usage });
  if (rulebook === undefined && !scheduled) throw fail("It needs --rulebook, or --scheduled.");
  if ((rpcUrl === undefined) !== (token === undefined)) throw fail("A token on a chain needs --rpc-url and --token.");
  if (asIfAdopted.length > 0 && (rulebook === undefined || scheduled))
    throw fail("What waits on a chain is in force as it is: --as-if-adopted needs --rulebook, without --scheduled.");
  if (rpcUrl === undefined && scheduled) throw fail("--scheduled needs --rpc-url and --token.");
}

const readGiven = (path: string, rulebook: Rulebook | undefined): Register =>
  readHolderFile(path, {
    scheme: rulebook === undefined ? undefined : schemeNamed(rulebook.scheme),
    decimals: rulebook?.token.decimals,
  });

type Chain = Programs & {
  /** Undefined: it was given. */
  readonly register: Register | undefined;
  readonly symbol: string;
  /** Unix seconds of the block. */
  readonly time: bigint;
};

/** Everything on one block; undefined: no chain was named. */
async function readChain(
  { rpcUrl, token, fromBlock }: ImpactOptions,
  io: Io,
  given: Register | undefined,
): Promise<Chain | undefined> {
  if (rpcUrl === undefined || token === undefined) return undefined;
  const reader = nodeReader(rpcUrl, io);
  const at = await pin(reader);
  const programs = await programsOf(reader, token, { at });
  const register = given === undefined ? await readRegister(reader, { token, fromBlock, block: at }) : undefined;
  return { ...programs, register, time: at.time };
}

function waiting(programs: Programs | undefined): Program {
  const next = programs?.next ?? null;
  if (next !== null) return next;
  const wanted = "a token for which a program waits: schedule one, or give --rulebook";
  throw new ParameterInvalidError({ parameter: "--scheduled", value: "a token for which none waits", wanted });
}

/** A register and a rulebook that count in other units, or by another scheme, are about different things. */
function requireFit({ decimals, scheme }: Register, rulebook: Rulebook | undefined, io: Io): void {
  if (rulebook === undefined) return;
  if (decimals !== null && decimals !== rulebook.token.decimals)
    throw new ParameterInvalidError({
      parameter: "--rulebook",
      value: `a rulebook of a token with ${rulebook.token.decimals} decimals`,
      wanted: `one of ${decimals} decimals, as the register's token has`,
    });
  const named = schemeNamed(rulebook.scheme);
  if (scheme === null || named === undefined || hashScheme(named) === scheme) return;
  io.err(`weighbridge: the registry names another scheme, ${scheme}, than the rulebook, "${rulebook.scheme}".\n`);
}
