import type { Command } from "commander";
import type { Address } from "viem";
import { observe, planMint } from "../../change/index.js";
import { securityTokenAbi } from "../../abis/index.js";
import { TOKEN } from "../../check/engine.js";
import { readContract } from "../../reader/readContract.js";
import type { Io } from "../io.js";
import { openProject, type ProjectOptions, projectOptions, signerAddresses } from "../project/openProject.js";
import { parseAddress, parseBaseUnits, parseTokens } from "../values.js";
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
    const { environment, reader } = openProject(options, io);
    const { token, chainId, engine, fromBlock } = requireToken(environment);
    const given = options.tokens ? undefined : parseBaseUnits(options.amount);
    const observed = await observe(reader, { token, engine, fromBlock, chainId });
    const amount = given ?? parseTokens(options.amount, observed.decimals);
    const common = { at: observed.at, abi: securityTokenAbi, address: token, wanted: TOKEN } as const;
    const [supply, balance] = await Promise.all([
      readContract(reader, { ...common, functionName: "totalSupply", args: [] }),
      readContract(reader, { ...common, functionName: "balanceOf", args: [options.to] }),
    ]);
    const signers = signerAddresses(environment, io);
    savePlan(planMint(observed, { to: options.to, amount, supply, balance, signers }), options.project, options, io);
  });
}
