import type { Command } from "commander";
import { type Address, zeroAddress } from "viem";
import { planMint } from "../../change/index.js";
import { checkTransfer } from "../../check/index.js";
import { ParameterInvalidError } from "../../errors/index.js";
import type { Reader } from "../../reader/index.js";
import { readContract } from "../../reader/readContract.js";
import type { Pinned } from "../../verdict/index.js";
import type { Io } from "../io.js";
import { type ProjectOptions, projectOptions } from "../project/openProject.js";
import { parseAddress, parseBaseUnits, parseTokens } from "../values.js";
import { openToken } from "./openToken.js";
import { rehearse } from "./rehearse.js";
import { type SaveOptions, savePlan, saveOptions } from "./savePlan.js";

type MintOptions = ProjectOptions &
  SaveOptions & { readonly to: Address; readonly amount: string; readonly tokens: boolean };

export function addMint(program: Command, io: Io): void {
  const command = program
    .command("mint")
    .description("plan the creation of units in a wallet")
    .requiredOption("--to <address>", "the wallet", parseAddress("--to"))
    .requiredOption("--amount <digits>", "in base units of the token: 1 token is 10 ** decimals of them")
    .option("--tokens", "the amount is in tokens, as 1250.5", false);
  saveOptions(projectOptions(command)).action(async (options: MintOptions) => {
    const { to } = options;
    const given = options.tokens ? undefined : parseBaseUnits(options.amount);
    const { reader, observed, signers, ofToken } = await openToken(options, io);
    const amount = given ?? parseTokens(options.amount, observed.decimals);
    const [supply, balance] = await Promise.all([
      readContract(reader, { ...ofToken, functionName: "totalSupply", args: [] }),
      readContract(reader, { ...ofToken, functionName: "balanceOf", args: [to] }),
    ]);
    const plan = planMint(observed, { to, amount, supply, balance, signers });
    await requireAllowed(reader, { token: observed.token, engine: observed.engine, to, amount }, observed.at);
    await rehearse(reader, plan, { parameter: "--to", value: to, wanted: "a wallet that may receive them" });
    savePlan(plan, options.project, options, io);
  });
}

type Minting = { readonly token: Address; readonly engine: Address; readonly to: Address; readonly amount: bigint };

/** Whoever signs should not learn it from a transaction that fails. */
async function requireAllowed(reader: Reader, minting: Minting, { hash }: Pinned): Promise<void> {
  const verdict = await checkTransfer(reader, { ...minting, kind: "mint", from: zeroAddress, block: { hash } });
  if (verdict.allowed) return;
  const { kind, measured, limit } = verdict.first;
  const value = `${minting.to}, to which this mint would be refused: ${kind} (measured ${measured}, limit ${limit})`;
  const wanted = "a wallet that may receive them now; `weighbridge explain --kind mint` says more";
  throw new ParameterInvalidError({ parameter: "--to", value, wanted });
}
