import type { Command } from "commander";
import { marginCalls, type MarginCallsReturnType } from "../../leverage/index.js";
import { money } from "../../leverage/increaseWords.js";
import { moment } from "../../verdict/index.js";
import { EXIT } from "../exitCode.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { nodeReader } from "../nodeReader.js";
import { type Page, pageOf } from "../page.js";
import type { Outcome } from "../run.js";
import { type LeverageOptions, leverageOptions, parseNumber } from "./options.js";

type CallsOptions = LeverageOptions & { readonly venue?: number; readonly investor?: number };

export function addCalls(group: Command, io: Io, outcome: Outcome): void {
  leverageOptions(group.command("calls"))
    .description("list the margin calls that are open (exit code 3 if one is)")
    .option("--venue <number>", "only at this venue", parseNumber("--venue"))
    .option("--investor <number>", "only of this investor", parseNumber("--investor"))
    .action(async ({ rpcUrl, json, investor, ...options }: CallsOptions) => {
      const reader = nodeReader(rpcUrl, io);
      const found = await marginCalls(reader, {
        ...options,
        investor: investor === undefined ? undefined : BigInt(investor),
      });
      io.out(
        json
          ? jsonText({ format: "weighbridge.leverageCalls/1", decimals: CENTS, ...found })
          : callsPage(found, pageOf(io)),
      );
      if (found.calls.length > 0) outcome.exitCode = EXIT.no;
    });
}

/** Decimals of every amount: it is in cents. */
export const CENTS = 2;

const callsPage = ({ calls, at }: MarginCallsReturnType, page: Page): string =>
  [
    page.rule(),
    page.ends("WEIGHBRIDGE", calls.length === 0 ? "NO CALL" : "CALLS", calls.length === 0 ? "green" : "red"),
    page.rule(),
    page.field("block", `${at.number}, ${moment(at.time)}`),
    ...calls.flatMap(({ venue, investor, equity, since, until, isOver }) => [
      "",
      page.paint("bold", page.text(`Venue ${venue}, investor ${investor}`)),
      page.field("equity", money(equity), 2),
      page.field("called", moment(since), 2),
      page.field("until", `${moment(until)}${isOver ? ": its time is over" : ""}`, 2),
    ]),
    "",
  ].join("\n");
