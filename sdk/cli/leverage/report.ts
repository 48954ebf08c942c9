import type { Command } from "commander";
import { type Hex, isHex } from "viem";
import { ParameterInvalidError } from "../../errors/index.js";
import { type CitedIncrease, explainIncrease, exposureData, reportExposure } from "../../leverage/index.js";
import { money } from "../../leverage/increaseWords.js";
import { pin } from "../../reader/index.js";
import { moment } from "../../verdict/index.js";
import { EXIT } from "../exitCode.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { nodeReader } from "../nodeReader.js";
import { type Page, pageOf } from "../page.js";
import { shippedLaw } from "../readLaw.js";
import type { Outcome } from "../run.js";
import { CENTS } from "./calls.js";
import { readExposure } from "./exposureFile.js";
import { type AudienceOption, audienceOption, type LeverageOptions, leverageOptions } from "./options.js";

type ReportOptions = Omit<LeverageOptions, "registry"> & AudienceOption & { readonly signature?: Hex };

export function addReport(group: Command, io: Io, outcome: Outcome): void {
  audienceOption(leverageOptions(group.command("report"), { registry: false }))
    .description("say whether a report would be taken, and what to sign and send (exit code 3 if it is refused)")
    .argument("<exposure>", "its file: weighbridge.exposure/1, amounts in cents")
    .option(
      "--signature <hex>",
      "of the data to sign, by the venue's reporter: then anybody may send the call",
      parseHex,
    )
    .action(async (path: string, options: ReportOptions) => {
      const { rpcUrl, leverage, block, json, fromBlock, signature, for: audience } = options;
      const reader = nodeReader(rpcUrl, io);
      const at = await pin(reader, { block });
      const exposure = await readExposure(path, reader, { leverage, at });
      const provisions = shippedLaw().flatMap((one) => ("provisions" in one ? one.provisions : []));
      const { allowed, findings, counted, shares } = await explainIncrease(reader, {
        ...{ leverage, exposure, provisions, audience, fromBlock, block: at },
      });
      const call = reportExposure({ leverage, exposure, signature });
      const sign = exposureData({ chainId: BigInt(at.chainId), leverage, exposure });
      const found = { allowed, findings, counted, shares, exposure, call, sign, at };
      io.out(
        json
          ? jsonText({ format: "weighbridge.leverageReport/1", decimals: CENTS, ...found })
          : reportPage(found, pageOf(io)),
      );
      if (!allowed) outcome.exitCode = EXIT.no;
    });
}

function parseHex(value: string): Hex {
  if (isHex(value) && value.length > 2) return value;
  throw new ParameterInvalidError({ parameter: "--signature", value, wanted: "bytes: 0x and hexadecimal digits" });
}

type Found = {
  readonly allowed: boolean;
  readonly findings: readonly CitedIncrease[];
  readonly counted: bigint;
  readonly call: ReturnType<typeof reportExposure>;
  readonly at: { readonly number: bigint; readonly time: bigint };
};

const reportPage = ({ allowed, findings, counted, call, at }: Found, page: Page): string =>
  [
    page.rule(),
    page.ends("WEIGHBRIDGE", allowed ? "TAKEN" : "REFUSED", allowed ? "green" : "red"),
    page.rule(),
    page.field("block", `${at.number}, ${moment(at.time)}`),
    page.field("counts", `${money(counted)} over all venues`),
    ...findings.flatMap(({ sentence, binding, citation, remedy }) => [
      "",
      page.text(sentence),
      page.field("by", citation === null ? binding : `${binding}: ${citation}`, 2),
      page.field("helps", remedyText(remedy), 2),
    ]),
    ...(allowed ? ["", page.field("send to", call.to), page.field("data", call.data)] : []),
    "",
  ].join("\n");

const WHERE = { here: "at the venue", counted: "where equity counts over all venues: on chain, or portable" } as const;

function remedyText(remedy: CitedIncrease["remedy"]): string {
  if (remedy.type === "deposit") return `bring in or repay ${money(remedy.cents)} ${WHERE[remedy.where]}`;
  if (remedy.type === "reduce") return `take on ${money(remedy.cents)} less`;
  return remedy.type === "wait" ? `wait for ${remedy.what}` : remedy.why;
}
