import type { Command } from "commander";
import type { Address } from "viem";
import { tokenUnits, type TokenUnits } from "../../check/tokenUnits.js";
import { MOST_UNITS } from "../../kinds/index.js";
import { positionHeadroom, type PositionHeadroomReturnType } from "../../positions/index.js";
import { bucketWords } from "../../positions/positionWords.js";
import { moment } from "../../verdict/index.js";
import { contracts, tokens } from "../../verdict/words.js";
import { EXIT } from "../exitCode.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { nodeReader } from "../nodeReader.js";
import { type Page, pageOf } from "../page.js";
import type { Outcome } from "../run.js";
import { parseAddress } from "../values.js";
import { type BookOptions, bookOptions } from "./options.js";

type HeadroomOptions = BookOptions & { readonly token: Address; readonly wallet: Address };

export function addPositionHeadroom(group: Command, io: Io, outcome: Outcome): void {
  bookOptions(group.command("headroom"))
    .description("say how many more units of a product a person may take in, or must give (exit code 3: none)")
    .requiredOption("--token <address>", "the product", parseAddress("--token"))
    .requiredOption("--wallet <address>", "any wallet of the person", parseAddress("--wallet"))
    .action(async ({ rpcUrl, json, ...options }: HeadroomOptions) => {
      const reader = nodeReader(rpcUrl, io);
      const found = await positionHeadroom(reader, options);
      const units = await tokenUnits(reader, options.token, { at: found.at });
      io.out(
        json
          ? jsonText({ format: "weighbridge.position-headroom/1", decimals: units.decimals, ...found })
          : headroomPage(found, units, pageOf(io)),
      );
      if (found.most === 0n) outcome.exitCode = EXIT.no;
    });
}

function headroomPage(found: PositionHeadroomReturnType, units: TokenUnits, page: Page): string {
  const { investor, product, holding, most, binding, give, enough, at } = found;
  const more = most >= MOST_UNITS ? "as much as a holding takes" : tokens(most, units);
  const { lot, ratio, month, side, settlement, closed } = product;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", most === 0n ? "NO MORE" : "ROOM", most === 0n ? "red" : "green"),
    page.rule(),
    page.field("block", `${at.number}, ${moment(at.time)}`),
    page.field(
      "product",
      `${product.token}, ${side}, ${settlement}, ${month ?? "of no month"}${closed ? ", closed" : ""}`,
    ),
    page.field("counts", `${tokens(lot, units)} as ${contracts(ratio)}`),
    page.field("investor", `${investor}, who holds ${tokens(holding, units)}`),
    page.field("may take", more),
    ...(give === 0n
      ? []
      : [page.field("must give", `${tokens(give, units)}${enough ? "" : ", and more in other products"}`)]),
    ...binding.map((one) =>
      page.field(
        "binds",
        `${one.side} ${bucketWords(one)}, investor ${one.subject}: ${contracts(one.measured)}, at most ${contracts(one.limit)}; ${one.binding}`,
      ),
    ),
    "",
  ].join("\n");
}
