import { existsSync } from "node:fs";
import { relative, dirname } from "node:path";
import { type Command, Option } from "commander";
import type { Address } from "viem";
import { MANAGER_ROLE_NAMES, observe, type Observed } from "../../change/index.js";
import { CommandUsageError } from "../../errors/index.js";
import { pin } from "../../reader/index.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { nodeReader } from "../nodeReader.js";
import { PROJECT_FILE } from "../project/readProject.js";
import { pageOf } from "../page.js";
import { readRulebook, writeText } from "../readFiles.js";
import { parseAddress, parseBlockNumber, parseSeconds } from "../values.js";

type InitOptions = {
  readonly project: string;
  readonly env: string;
  readonly rulebook: string;
  readonly rpcUrl: string;
  readonly token?: Address;
  readonly fromBlock?: bigint;
  readonly name?: string;
  readonly symbol?: string;
  readonly notice: bigint;
  readonly admin?: Address;
  readonly force: boolean;
  readonly json: boolean;
};

export function addInit(program: Command, io: Io): void {
  const command = program
    .command("init")
    .description(
      "write the project's file: for a token that is there, with what the chain says of it, or for one to deploy",
    )
    .requiredOption("--rulebook <file>", "the rulebook that the token is to enforce")
    .requiredOption("--rpc-url <url>", "address of a node; better env:NAME of the variable that holds it")
    .option("--token <address>", "a token that is there", parseAddress("--token"))
    .option(
      "--from-block <number>",
      "before which neither its manager nor it was there",
      parseBlockNumber("--from-block"),
    )
    .option("--name <text>", "of a token to deploy")
    .option("--symbol <text>", "of a token to deploy")
    .addOption(
      new Option("--notice <seconds>", "that holders of a token to deploy see a change before it takes effect")
        .argParser(parseSeconds("--notice"))
        .default(604_800n, "a week"),
    )
    .option(
      "--admin <address>",
      "who sets up and administers the manager of a token to deploy",
      parseAddress("--admin"),
    )
    .option("--env <name>", "what the environment is called", "main")
    .option("--project <file>", "the project's file", PROJECT_FILE)
    .option("--force", "replace a file that is there", false)
    .option("--json", "print the project, one JSON value", false);
  command.action(async (options: InitOptions) => {
    const { project, env, rulebook, rpcUrl, token, fromBlock, force, json } = options;
    const usage = `weighbridge init ${command.usage()}`;
    if (existsSync(project) && !force)
      throw new CommandUsageError({ fact: `${project} is there already; --force replaces it.`, usage });
    readRulebook(rulebook);
    const reader = nodeReader(rpcUrl, io);
    const { chainId } = await pin(reader, {});
    const common = { chainId, rpc: rpcUrl };
    const environment =
      token === undefined
        ? { ...common, ...toDeploy(options, usage) }
        : { ...common, ...asFound(await observe(reader, { token, fromBlock, chainId }), fromBlock) };
    const value = {
      format: "weighbridge.project/1",
      rulebook: relative(dirname(project), rulebook),
      packs: [],
      environments: { [env]: environment },
    };
    writeText(project, jsonText(value));
    const page = pageOf(io);
    const next =
      token === undefined
        ? "The administrator has every role in it: give each its own members under `roles`, then: weighbridge plan"
        : "Then: weighbridge drift";
    io.out(json ? jsonText(value) : [page.text(`${project} is written. ${next}`), ""].join("\n"));
  });
}

/** Whoever is administrator has everything to say until others are named. */
function toDeploy({ name, symbol, notice, admin }: InitOptions, usage: string) {
  if (name === undefined || symbol === undefined || admin === undefined)
    throw new CommandUsageError({ fact: "Without --token, --name, --symbol and --admin are needed.", usage });
  const signers = Object.fromEntries(MANAGER_ROLE_NAMES.map((role) => [role, `env:${variable(role)}`]));
  const delays: Readonly<Record<string, number>> = { steward: 172_800 };
  const roles = Object.fromEntries(
    MANAGER_ROLE_NAMES.map((role) => [role, [{ account: admin, delay: delays[role] ?? 0 }]]),
  );
  return { deploy: { name, symbol, notice: Number(notice) }, signers, roles };
}

/** As it is now: what drifts from now on is found. */
function asFound({ engine, token, roles }: Observed, fromBlock: bigint | undefined) {
  const members = MANAGER_ROLE_NAMES.map((role) => [
    role,
    roles.filter((one) => one.role === role).map(({ member, delay }) => ({ account: member, delay: Number(delay) })),
  ]);
  const signers = Object.fromEntries(MANAGER_ROLE_NAMES.map((role) => [role, `env:${variable(role)}`]));
  const from = fromBlock === undefined ? {} : { fromBlock: Number(fromBlock) };
  return { engine, token, ...from, signers, roles: Object.fromEntries(members) as Record<string, unknown> };
}

/** `TRANSFER_AGENT_KEY` */
const variable = (role: string): string => `${role.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}_KEY`;
