import type { Command } from "commander";
import type { Address } from "viem";
import {
  aggregate,
  type AggregateReturnType,
  type AggregationReason,
  type Closure,
  parseAggregationGraph,
  stateAggregators,
  type StateAggregatorsReturnType,
} from "../../positions/index.js";
import { prepareRulebooks } from "../../rulebook/index.js";
import { EXIT } from "../exitCode.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { type AsOfOptions, asOfOptions, lawOf, lawOption } from "../lawOptions.js";
import { type Page, pageOf } from "../page.js";
import { readJson } from "../readFiles.js";
import { readPositionTables, SHIPPED_POSITION_TABLES } from "../readLaw.js";
import { inFile } from "../report.js";
import type { Outcome } from "../run.js";
import { parseAddress } from "../values.js";
import { readPrevious } from "./previousFile.js";

type AggregateOptions = AsOfOptions & {
  readonly graph: string;
  readonly tables: string;
  readonly previous?: string;
  readonly book?: Address;
  readonly law: readonly string[];
};

export function addAggregate(group: Command, io: Io, outcome: Outcome): void {
  lawOption(asOfOptions(group.command("aggregate")))
    .description(
      "find to whom positions are attributed, by control, agreement and ownership (exit code 3: not as before)",
    )
    .requiredOption("--graph <file>", "who controls, owns and acts with whom: weighbridge.aggregationGraph/1")
    .option(
      "--previous <file>",
      "what this command said before, as --json printed it: only what differs is to be stated",
    )
    .option("--tables <file>", "position tables, instead of those that Weighbridge ships", SHIPPED_POSITION_TABLES)
    .option("--book <address>", "a position book: adds the call that states them", parseAddress("--book"))
    .action(({ asOf = io.now(), graph: path, previous: before, book, law, json, ...options }: AggregateOptions) => {
      const tables = readPositionTables(options.tables);
      const previous = before === undefined ? undefined : readPrevious(before);
      const input = readJson(path, "graph");
      const prepared = prepareRulebooks(lawOf(law));
      const found = inFile(path, () =>
        aggregate(parseAggregationGraph(input), { tables, law: prepared, asOf, previous }),
      );
      const { toState: closures } = found;
      const call = book === undefined || closures.length === 0 ? null : stateAggregators({ book, closures });
      io.out(
        json
          ? jsonText({ format: "weighbridge.position-aggregate/1", ...found, call })
          : aggregatePage(found, { isCompared: previous !== undefined, call }, pageOf(io)),
      );
      if (previous !== undefined && found.toState.length > 0) outcome.exitCode = EXIT.no;
    });
}

type Shown = { readonly isCompared: boolean; readonly call: StateAggregatorsReturnType | null };

function aggregatePage(found: AggregateReturnType, { isCompared, call }: Shown, page: Page): string {
  const { day, graph, rule, closures, exempted, toState } = found;
  const isSame = toState.length === 0;
  const stated = toState.filter(({ aggregators }) => aggregators.length === 0);
  const verdict = isSame ? "NOTHING TO STATE" : `${toState.length} TO STATE`;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", verdict, isSame ? "green" : "yellow"),
    page.rule(),
    page.field("graph", graph),
    page.field("as of", day),
    page.field("rule", `${rule.percent} %, ${rule.provision.citation}`),
    ...closures.flatMap((closure) => closureLines(closure, isCompared && !toState.includes(closure), page)),
    ...stated.flatMap(({ investor }) => ["", page.text(`Investor ${investor}: no aggregator any more`)]),
    ...(exempted.length === 0 ? [] : ["", page.paint("bold", "Exempt")]),
    ...exempted.map(({ person, account, paragraph, until }) =>
      page.text(`· ${person} of ${account}: ${paragraph}${until === null ? "" : `, through ${until}`}`, 2),
    ),
    ...(call === null ? [] : ["", page.field("send to", call.to), page.field("data", call.data)]),
    "",
  ].join("\n");
}

const closureLines = (
  { investor, aggregators, because }: Closure,
  isAsBefore: boolean,
  page: Page,
): readonly string[] => [
  "",
  page.paint(
    "bold",
    page.text(`Investor ${investor}: attributed to ${aggregators.join(", ")}${isAsBefore ? " (as before)" : ""}`),
  ),
  ...because.map((reason) => page.text(`· ${reasonText(reason)}`, 2)),
];

function reasonText({ aggregator, ground, interest, path }: AggregationReason): string {
  const first = path[0]?.upper ?? aggregator;
  const steps = path.map(
    ({ lower, by, percent }) => `${by === "ownership" ? `owns ${percent} % of` : BY[by]} ${lower}`,
  );
  const why = GROUNDS[ground].replace("…", interest);
  return steps.length === 0 ? `${aggregator}: ${why}` : `${aggregator}: ${why}; ${first} ${steps.join(", which ")}`;
}

const BY = { control: "controls", agreement: "acts with" } as const;
const GROUNDS = {
  identicalTrading: "identical strategies",
  agreement: "agreement",
  control: "control",
  ownership: "an interest of … %",
} as const satisfies Record<AggregationReason["ground"], string>;
