import { type Command } from "commander";
import { type Address } from "viem";
import { tokenUnits, type TokenUnits } from "../check/tokenUnits.js";
import { CommandUsageError } from "../errors/index.js";
import { maskOf, STATES } from "../kinds/index.js";
import { type BlockRef, pin } from "../reader/index.js";
import { formatRegister, formatRegisterCsv, type Holder, readRegister, type Register } from "../register/index.js";
import { shippedScheme } from "../register/formatRegister.js";
import { holdingOf } from "../register/books.js";
import { countryOf } from "../rulebook/index.js";
import { moment, tokens } from "../verdict/index.js";
import { grouped } from "../verdict/words.js";
import { type Io } from "./io.js";
import { jsonText } from "./json.js";
import { nodeReader } from "./nodeReader.js";
import { type Page, pageOf } from "./page.js";
import { placeOptions } from "./project/fromProject.js";
import { writeText } from "./readFiles.js";
import { type Outcome } from "./run.js";
import { parseAddress, parseBlock, parseBlockNumber } from "./values.js";

type ShowOptions = {
  readonly rpcUrl: string;
  readonly token: Address;
  readonly fromBlock?: bigint;
  readonly block: BlockRef;
  readonly csv: boolean;
  readonly json: boolean;
  readonly out?: string;
};

export function addRegister(program: Command, io: Io, _outcome: Outcome): void {
  const command = program.command("register").description("who holds a token");
  command.action(() => {
    throw new CommandUsageError({
      fact: "It needs to be told what: show.",
      usage: "weighbridge register show [options]",
    });
  });
  const show = placeOptions(command.command("show"), parseAddress("--token"), ["rpcUrl", "token"])
    .description("read from the chain who holds a token; --json and --csv are what `impact --register` reads")
    .option("--from-block <number>", "from which on events are read; default: all", parseBlockNumber("--from-block"))
    .option("--block <block>", "number, hash, latest, safe or finalized", parseBlock, "latest")
    .option("--csv", "print a table, one row a wallet", false)
    .option("--json", "print one JSON value", false)
    .option("--out <file>", "write the table, or else the JSON, to a file, too");
  show.action(async ({ rpcUrl, token, fromBlock, block, csv, json, out }: ShowOptions) => {
    if (csv && json)
      throw new CommandUsageError({
        fact: "A register is printed as a table or as JSON: --csv and --json exclude each other.",
        usage: `weighbridge register show ${show.usage()}`,
      });
    const reader = nodeReader(rpcUrl, io);
    const at = await pin(reader, { block });
    const register = await readRegister(reader, { token, fromBlock, block: at });
    const text = csv ? formatRegisterCsv(register) : jsonText(formatRegister(register));
    if (out !== undefined) writeText(out, text);
    io.out(csv || json ? text : showPage(register, await tokenUnits(reader, token, { at }), pageOf(io)));
  });
}

const SUSPENSE = maskOf(STATES, ["suspense"]);

function showPage(register: Register, units: TokenUnits, page: Page): string {
  const { token, at, holders, supply, unrecorded } = register;
  const scheme = shippedScheme(register);
  const row = (holder: Holder) => {
    const { investor, country, lane, wallets, states } = holder;
    const what = [
      countryOf(country)?.alpha2 ?? "··",
      ...((states & SUSPENSE) === 0 ? [] : ["suspense account"]),
      scheme?.lanes[lane]?.label ?? `lane ${lane}`,
      ...(wallets.length === 1 ? [] : [`${wallets.length} wallets`]),
    ];
    const left = `${grouped(investor).padStart(8)}  ${what.join(" · ")}`;
    return page.ends(left, tokens(holdingOf(holder), units), "cyan");
  };
  const others = unrecorded.map(({ address, units: own }) =>
    page.ends(`       ?  ${address}`, tokens(own, units), "yellow"),
  );
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", `${grouped(BigInt(holders.length))} HOLDERS`, "green"),
    page.rule(),
    page.field("token", token ?? ""),
    page.field("supply", tokens(supply, units)),
    ...(at === null ? [] : [page.field("as of", `block ${at.number} of chain ${at.chainId}, ${moment(at.time)}`)]),
    page.rule(),
    ...holders.map(row),
    ...(others.length === 0 ? [] : ["", page.text("In no registry:"), ...others]),
    "",
  ].join("\n");
}
