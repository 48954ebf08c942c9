import type { Command } from "commander";
import { type Address, zeroAddress } from "viem";
import { observe, planMint } from "../../change/index.js";
import { securityTokenAbi } from "../../abis/index.js";
import { TOKEN } from "../../check/engine.js";
import { checkTransfer } from "../../check/index.js";
import { ParameterInvalidError } from "../../errors/index.js";
import type { Reader } from "../../reader/index.js";
import { readContract } from "../../reader/readContract.js";
import type { Pinned } from "../../verdict/index.js";
import type { Io } from "../io.js";
import { openProject, type ProjectOptions, projectOptions, signerAddresses } from "../project/openProject.js";
import { parseAddress, parseBaseUnits, parseTokens } from "../values.js";
import { rehearse } from "./rehearse.js";
import { requireToken } from "./requireToken.js";
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
    const { environment, reader } = openProject(options, io);
    const { token, chainId, engine, fromBlock } = requireToken(environment);
    const given = options.tokens ? undefined : parseBaseUnits(options.amount);
    const observed = await observe(reader, { token, engine, fromBlock, chainId });
    const amount = given ?? parseTokens(options.amount, observed.decimals);
    const common = { at: observed.at, abi: securityTokenAbi, address: token, wanted: TOKEN } as const;
    const [supply, balance] = await Promise.all([
      readContract(reader, { ...common, functionName: "totalSupply", args: [] }),
      readContract(reader, { ...common, functionName: "balanceOf", args: [to] }),
    ]);
    const signers = signerAddresses(environment, io);
    const plan = planMint(observed, { to, amount, supply, balance, signers });
    await requireAllowed(reader, { token, engine: observed.engine, to, amount }, observed.at);
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
