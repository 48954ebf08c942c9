import type { Command } from "commander";
import type { Address } from "viem";
import { planFreeze } from "../../change/index.js";
import { CommandUsageError } from "../../errors/index.js";
import { readContract } from "../../reader/readContract.js";
import type { Io } from "../io.js";
import { type ProjectOptions, projectOptions } from "../project/openProject.js";
import { parseAddress, parseBaseUnits } from "../values.js";
import { openToken } from "./openToken.js";
import { rehearse } from "./rehearse.js";
import { type SaveOptions, savePlan, saveOptions } from "./savePlan.js";

type FreezeOptions = ProjectOptions &
  SaveOptions & { readonly wallet: Address; readonly units?: string; readonly release: boolean };

export function addFreeze(program: Command, io: Io): void {
  const command = program
    .command("freeze")
    .description("plan the freeze of a wallet, or of some of its units, or its end")
    .requiredOption("--wallet <address>", "the wallet", parseAddress("--wallet"))
    .option("--units <digits>", "freeze so many base units of it; they replace what was frozen before, and 0 frees all")
    .option("--release", "end the freeze of the wallet", false);
  saveOptions(projectOptions(command)).action(async (options: FreezeOptions) => {
    const { wallet, units, release } = options;
    if (units !== undefined && release)
      throw new CommandUsageError({
        fact: "--units and --release are two different things.",
        usage: "weighbridge freeze --wallet <address> [--units <digits> | --release]",
      });
    const wanted = units === undefined ? { whole: !release } : { units: parseBaseUnits(units, "--units") };
    const { reader, observed, signers, ofToken } = await openToken(options, io);
    const [whole, frozen] = await Promise.all([
      readContract(reader, { ...ofToken, functionName: "isFrozen", args: [wallet] }),
      readContract(reader, { ...ofToken, functionName: "frozenUnits", args: [wallet] }),
    ]);
    const plan = planFreeze(observed, { wallet, now: { whole, units: frozen }, wanted, signers });
    const blamed =
      units === undefined ? { parameter: "--wallet", value: wallet } : { parameter: "--units", value: units };
    await rehearse(reader, plan, { ...blamed, wanted: "what can be frozen" });
    savePlan(plan, options.project, options, io);
  });
}
