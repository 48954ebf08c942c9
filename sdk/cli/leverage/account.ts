import type { Command } from "commander";
import type { Address } from "viem";
import {
  buyingPower,
  type ClassPower,
  readAccount,
  type ReadAccountReturnType,
  venueShares,
  type VenueShare,
} from "../../leverage/index.js";
import { money } from "../../leverage/increaseWords.js";
import { moment } from "../../verdict/index.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { nodeReader } from "../nodeReader.js";
import { type Page, pageOf } from "../page.js";
import type { Outcome } from "../run.js";
import { parseAddress } from "../values.js";
import { ownOnly, shareText } from "./behind.js";
import { CENTS } from "./calls.js";
import {
  type AudienceOption,
  audienceOption,
  type LeverageOptions,
  leverageOptions,
  parseNumber,
  severalNumbers,
} from "./options.js";

type AccountOptions = LeverageOptions &
  AudienceOption & { readonly venue: number; readonly wallet: Address; readonly class: readonly number[] };

export function addAccount(group: Command, io: Io, _outcome: Outcome): void {
  audienceOption(leverageOptions(group.command("account")))
    .description("read an account at a venue: levels, an open call, and how much more it may take on")
    .requiredOption("--venue <number>", "the venue", parseNumber("--venue"))
    .requiredOption("--wallet <address>", "any wallet of the investor", parseAddress("--wallet"))
    .option("--class <number>", "product class to buy; may be given several times", severalNumbers("--class"), [])
    .action(async ({ rpcUrl, json, for: audience, class: classes, ...place }: AccountOptions) => {
      const reader = nodeReader(rpcUrl, io);
      const read = await readAccount(reader, place);
      const { at: block } = read;
      const isBanded = read.venue.modes.includes("bands");
      const asked = { ...place, block, classes: classes.length === 0 ? undefined : classes };
      const [power, all] = await Promise.all([
        isBanded ? null : buyingPower(reader, asked),
        audience === "venue"
          ? null
          : venueShares(reader, { ...place, block }).then((one) => (audience === "agent" ? one : ownOnly(one))),
      ]);
      const found: Found = {
        ...withoutOthers(read, audience),
        powers: power?.powers ?? null,
        shares: all?.shares ?? null,
      };
      io.out(
        json
          ? jsonText({ format: "weighbridge.leverageAccount/1", decimals: CENTS, ...found })
          : accountPage(found, pageOf(io)),
      );
    });
}

type Found = Omit<ReadAccountReturnType, "all"> & {
  /** Over all venues; null: the reader may not know it. */
  readonly all: ReadAccountReturnType["all"] | null;
  /** Null: the venue publishes no figures. */
  readonly powers: readonly ClassPower[] | null;
  readonly shares: readonly VenueShare[] | null;
};

const withoutOthers = ({ all, ...read }: ReadAccountReturnType, audience: AudienceOption["for"]) => ({
  ...read,
  all: audience === "venue" ? null : all,
});

function accountPage(found: Found, page: Page): string {
  const { venue, investor, tier, levels, counted, call, powers, shares, all, at } = found;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", call === null ? "NO CALL" : "CALLED", call === null ? "green" : "red"),
    page.rule(),
    page.field("block", `${at.number}, ${moment(at.time)}`),
    page.field("venue", `${venue.number}, ${venue.kind}, ${venue.state}, table ${venue.table}`),
    page.field("investor", `${investor}, tier ${tier}`),
    ...(call === null ? [] : [page.field("call", `since ${moment(call.since)}, to be met by ${moment(call.until)}`)]),
    "",
    ...(["equity", "initial", "maintenance", "cure", "closeOut"] as const).map((name) =>
      page.field(name, money(levels[name])),
    ),
    page.field("counts", `${money(counted)} over all venues`),
    ...(powers ?? []).flatMap((one) => powerLines(one, page)),
    ...(all === null ? [] : allLines(all, page)),
    ...(shares ?? []).map((share) => page.text(shareText(share), 2)),
    "",
  ].join("\n");
}

function powerLines({ class: of, most, binding: [first] }: ClassPower, page: Page): readonly string[] {
  const why = first === undefined ? "nothing but the room of one account" : `${first.reason}, ${first.binding}`;
  return ["", page.paint("bold", page.text(`Class ${of}: ${money(most)} more`)), page.field("binds", why, 2)];
}

const allLines = (all: ReadAccountReturnType["all"], page: Page): readonly string[] => [
  "",
  page.paint("bold", `Over ${all.venues} venues`),
  page.field("equity", money(all.equity), 2),
  page.field("notional", money(all.notional), 2),
  page.field("initial", money(all.initial), 2),
  page.field("overdue", String(all.overdue), 2),
];
