import type { Command } from "commander";
import type { Address } from "viem";
import { weighbridgeAbi } from "../../abis/index.js";
import { type Enrolment, planEnrolment } from "../../change/index.js";
import { ENGINE } from "../../check/engine.js";
import { ParameterInvalidError } from "../../errors/index.js";
import { readField, RECORD_WORD } from "../../kinds/index.js";
import { readContract } from "../../reader/readContract.js";
import type { ReadAt, Reader } from "../../reader/index.js";
import type { Holder } from "../../register/index.js";
import { schemeNamed } from "../../rulebook/index.js";
import { enrolmentOf } from "../enrolmentOf.js";
import type { Io } from "../io.js";
import { type ProjectOptions, projectOptions } from "../project/openProject.js";
import { readHolderFile } from "../readHolderFile.js";
import { openToken } from "./openToken.js";
import { rehearse } from "./rehearse.js";
import { type SaveOptions, savePlan, saveOptions } from "./savePlan.js";

/** Questions that are on their way at once. */
const AT_ONCE = 50;

export function addEnrol(program: Command, io: Io): void {
  const command = program
    .command("enrol")
    .description("plan to take the investors of a file into the token's registry; whoever is in it already is left out")
    .argument("<register>", "their file, JSON or CSV");
  saveOptions(projectOptions(command)).action(async (file: string, options: ProjectOptions & SaveOptions) => {
    const { environment, reader, observed, signers } = await openToken(options, io);
    const rulebook = environment.rulebook();
    const scheme = schemeNamed(rulebook.scheme);
    const register = readHolderFile(file, { scheme, decimals: rulebook.token.decimals });
    const enrolments: Enrolment[] = [];
    for (let i = 0; i < register.holders.length; i += AT_ONCE) {
      const some = register.holders.slice(i, i + AT_ONCE);
      const news = await Promise.all(some.map((holder) => isNew(reader, holder, observed, { at: observed.at })));
      enrolments.push(...some.filter((_, index) => news[index]).map(enrolmentOf));
    }
    const known = register.holders.length - enrolments.length;
    if (known > 0)
      io.err(`weighbridge: ${known} of ${register.holders.length} investors are in the registry already\n`);
    const plan = planEnrolment(observed, { enrolments, signers });
    await rehearse(reader, plan, { parameter: "register", value: file, wanted: "investors whom the registry takes" });
    savePlan(plan, options.project, options, io);
  });
}

type Place = { readonly engine: Address; readonly registry: number };

/**
 * Whether none of an investor's wallets is in the registry; false if all are, as one investor's.
 *
 * @throws {ParameterInvalidError} when some are, or they are several investors'.
 */
async function isNew(reader: Reader, { wallets }: Holder, { engine, registry }: Place, on: ReadAt): Promise<boolean> {
  const common = { ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE } as const;
  const numbers = await Promise.all(
    wallets.map(async ({ address }) => {
      const record = await readContract(reader, { ...common, functionName: "record", args: [registry, address] });
      return readField(record, RECORD_WORD.investor);
    }),
  );
  const [first = 0n] = numbers;
  if (numbers.every((number) => number === first)) return first === 0n;
  const value = wallets.map(({ address }, index) => `${address}: ${numbers[index] === 0n ? "none" : numbers[index]}`);
  const wanted = "wallets of which none is in the registry, or all as one investor's; bind or unbind the others first";
  throw new ParameterInvalidError({ parameter: "register", value: `one investor with ${value.join(", ")}`, wanted });
}
