import type { Command } from "commander";
import type { Address } from "viem";
import { CommandUsageError, ParameterInvalidError } from "../../errors/index.js";
import { type BucketView, type GraceRule, readPosition, type ReadPositionReturnType } from "../../positions/index.js";
import { Day } from "../../rulebook/dates.js";
import { moment } from "../../verdict/index.js";
import { contracts, grouped } from "../../verdict/words.js";
import { EXIT } from "../exitCode.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { parseNumber } from "../leverage/options.js";
import { nodeReader } from "../nodeReader.js";
import { type Page, pageOf } from "../page.js";
import { shippedLaw } from "../readLaw.js";
import type { Outcome } from "../run.js";
import { parseAddress, parseBlockNumber } from "../values.js";
import { type BookOptions, bookOptions, MILLIONTHS, parseInvestor } from "./options.js";

type ShowOptions = BookOptions & {
  readonly underlying: number;
  readonly month?: string;
  readonly investor?: bigint;
  readonly wallet?: Address;
  readonly grace?: string;
  readonly lastTradingDay?: string;
  readonly fromBlock: bigint;
};

export function addShow(group: Command, io: Io, outcome: Outcome): void {
  const command = group.command("show");
  bookOptions(command)
    .description("read a person's position in an underlying, with the limits of that second (exit code 3: in excess)")
    .requiredOption("--underlying <number>", "the underlying", parseNumber("--underlying"))
    .option("--month <month>", "one of its months, as 2026-12; left out: only all months together")
    .option("--wallet <address>", "any wallet of the person", parseAddress("--wallet"))
    .option("--investor <number>", "or its number", parseInvestor)
    .option("--grace <provision>", "id of the shipped provision that leaves time after a change of delta")
    .option("--last-trading-day <day>", "of the spot month, as 2026-12-28: on it there is no grace", parseDay)
    .option("--from-block <number>", "block of the book's deployment", parseBlockNumber("--from-block"), 0n)
    .action(async ({ rpcUrl, json, investor, wallet, grace, lastTradingDay, ...options }: ShowOptions) => {
      const who = whoOf(investor, wallet);
      if (who === null)
        throw new CommandUsageError({ fact: "It needs --wallet or --investor, one of them.", usage: command.usage() });
      const rule = grace === undefined ? undefined : graceNamed(grace, lastTradingDay);
      const found = await readPosition(nodeReader(rpcUrl, io), { ...options, ...who, grace: rule });
      io.out(
        json
          ? jsonText({ format: "weighbridge.position-show/1", decimals: MILLIONTHS, ...found })
          : showPage(found, options, pageOf(io)),
      );
      if (found.isInExcess) outcome.exitCode = EXIT.no;
    });
}

function whoOf(investor?: bigint, wallet?: Address) {
  if (investor !== undefined && wallet === undefined) return { investor };
  return investor === undefined && wallet !== undefined ? { wallet } : null;
}

function parseDay(value: string): string {
  const day = Day.safeParse(value);
  if (day.success) return day.data;
  throw new ParameterInvalidError({ parameter: "--last-trading-day", value, wanted: "a day, as 2026-12-28" });
}

function graceNamed(id: string, lastTradingDay: string | undefined): GraceRule {
  const law = shippedLaw();
  const provision = law.flatMap((one) => ("provisions" in one ? one.provisions : [])).find((one) => one.id === id);
  if (provision === undefined)
    throw new ParameterInvalidError({
      parameter: "--grace",
      value: id,
      wanted: "the id of a provision that is shipped",
    });
  return { provision, calendars: law.flatMap((one) => ("calendars" in one ? one.calendars : [])), lastTradingDay };
}

function showPage(found: ReadPositionReturnType, { asOf }: Pick<ShowOptions, "asOf">, page: Page): string {
  const { investor, name, buckets, isInExcess, standing, closure, at } = found;
  const { long, short, order } = standing;
  const attributed = closure.aggregators.length === 0 ? "to nobody" : `to ${closure.aggregators.join(", ")}`;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", isInExcess ? "IN EXCESS" : "WITHIN", isInExcess ? "red" : "green"),
    page.rule(),
    page.field("block", `${at.number}, ${moment(at.time)}`),
    ...(asOf === undefined ? [] : [page.field("as of", moment(asOf))]),
    page.field("underlying", name),
    page.field("investor", String(investor)),
    page.field(
      "attributed",
      closure.epoch === 0 ? attributed : `${attributed}, as of ${moment(closure.asOf)} (closure ${closure.epoch})`,
    ),
    ...[long, short].flatMap((one, index) =>
      one === null
        ? []
        : [
            page.field(
              "exempt",
              `${grouped(one.contracts)} contracts ${index === 0 ? "long" : "short"} ${one.fresh ? "until" : "stale since"} ${moment(one.until)}`,
            ),
          ],
    ),
    ...(order === null
      ? []
      : [page.field("order", `no increase above ${grouped(order.cap)} from ${moment(order.from)}`)]),
    ...buckets.flatMap((bucket) => bucketLines(bucket, page)),
    "",
  ].join("\n");
}

const TITLES = { spotMonth: "Spot month", singleMonth: "Single month", allMonths: "All months" } as const;

function bucketLines(bucket: BucketView, page: Page): readonly string[] {
  const { month, settlement } = bucket;
  const title = [TITLES[bucket.bucket], month, settlement].filter((one) => one !== null).join(", ");
  return [
    "",
    page.paint("bold", title),
    ...(["long", "short"] as const).map((side) => {
      const { measured, limit, own, attributed, excess, ordered, exempted, graceUntil } = bucket[side];
      const most = limit === null ? "no limit" : `at most ${contracts(limit)}`;
      const parts = [
        ...[`${contracts(measured)}; ${most}`, `own ${contracts(own)}`, `attributed ${contracts(attributed)}`],
        ...(exempted === 0n ? [] : [`exempt ${contracts(exempted)}`]),
        ...(ordered ? ["by order"] : []),
        ...(excess === 0n ? [] : [`${contracts(excess)} too many`]),
        ...(graceUntil === null ? [] : [`to be liquidated before ${moment(graceUntil)}`]),
      ];
      return page.field(side, parts.join("; "), 2);
    }),
  ];
}
