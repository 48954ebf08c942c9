import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { type Address, type Hex, isHash, isHex, keccak256, zeroAddress } from "viem";
import { planRecovery } from "../../change/index.js";
import { FileMissingError, ParameterInvalidError } from "../../errors/index.js";
import { readContract } from "../../reader/readContract.js";
import type { Io } from "../io.js";
import { type ProjectOptions, projectOptions } from "../project/openProject.js";
import { parseAddress } from "../values.js";
import { openToken } from "./openToken.js";
import { rehearse } from "./rehearse.js";
import { type SaveOptions, savePlan, saveOptions } from "./savePlan.js";

type RecoverOptions = ProjectOptions &
  SaveOptions & { readonly lost: Address; readonly replacement: Address; readonly instrument: string };

export function addRecover(program: Command, io: Io): void {
  const command = program
    .command("recover")
    .description("plan the recovery of a wallet whose key is lost: announced, waited out, carried out")
    .requiredOption("--lost <address>", "the wallet", parseAddress("--lost"))
    .requiredOption("--replacement <address>", "another wallet of the same investor", parseAddress("--replacement"))
    .requiredOption("--instrument <hash|file>", "what proves the loss: its hash, or its file, which is hashed");
  saveOptions(projectOptions(command)).action(async (options: RecoverOptions) => {
    const { lost, replacement } = options;
    const instrument = hashOf(options.instrument);
    const { reader, observed, signers, ofToken } = await openToken(options, io);
    const [balance, [other, readyAt]] = await Promise.all([
      readContract(reader, { ...ofToken, functionName: "balanceOf", args: [lost] }),
      readContract(reader, { ...ofToken, functionName: "recoveryOf", args: [lost] }),
    ]);
    const announced = other === zeroAddress ? null : { replacement: other, readyAt };
    const plan = planRecovery(observed, { lost, replacement, instrument, balance, announced, signers });
    const wanted = "another wallet of the same investor, with a hash that is not zero";
    await rehearse(reader, plan, { parameter: "--replacement", value: replacement, wanted });
    savePlan(plan, options.project, options, io);
  });
}

/** keccak256 of a document, or the hash that was given. */
function hashOf(value: string): Hex {
  if (isHash(value)) return value;
  if (isHex(value))
    throw new ParameterInvalidError({ parameter: "--instrument", value, wanted: "a hash of 32 bytes, or a file" });
  try {
    return keccak256(readFileSync(value));
  } catch (cause) {
    throw new FileMissingError({ path: value, what: "document", cause });
  }
}
