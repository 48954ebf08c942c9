import { type Command, Option } from "commander";
import { ActivityInvalidError } from "../errors/index.js";
import {
  classifyInvestor,
  type ClassifyInvestorReturnType,
  classifyProduct,
  type ClassifyProductReturnType,
  InvestorProfile,
  prepareRulebooks,
  type ProductProfile,
} from "../rulebook/index.js";
import { unreadable } from "../rulebook/depth.js";
import { issuesOf } from "../rulebook/issues.js";
import { EXIT } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { asOfOptions, type AsOfOptions, lawOf, lawOption } from "./lawOptions.js";
import { type Page, pageOf } from "./page.js";
import { readJson } from "./readFiles.js";
import { readClassification, SHIPPED_CLASSIFICATION } from "./readLaw.js";
import { inFile } from "./report.js";
import type { Outcome } from "./run.js";

type ClassifyOptions = AsOfOptions & {
  readonly what: "investor" | "product";
  readonly law: readonly string[];
  readonly table: string;
};

/** Both have the same form. */
function profileOf(input: unknown): InvestorProfile & ProductProfile {
  const bad = unreadable(input);
  if (bad.length > 0) throw new ActivityInvalidError({ issues: bad });
  const result = InvestorProfile.safeParse(input);
  if (!result.success) throw new ActivityInvalidError({ issues: issuesOf(result.error, input) });
  return result.data;
}

export function addClassify(program: Command, io: Io, outcome: Outcome): void {
  lawOption(asOfOptions(program.command("classify")))
    .description("say which statuses an investor has, or what a product is and whose")
    .argument("<profile>", "its file")
    .addOption(new Option("--what <what>", "what it is").choices(["investor", "product"]).makeOptionMandatory())
    .option("--table <file>", "the table by which products are classified", SHIPPED_CLASSIFICATION)
    .action((path: string, { what, asOf = io.now(), law, table, json }: ClassifyOptions) => {
      const documents = lawOf(law);
      const rulebooks = prepareRulebooks(documents);
      const input = readJson(path, "profile");
      const page = pageOf(io);
      if (what === "investor") {
        const found = inFile(path, () => classifyInvestor(rulebooks, profileOf(input), { asOf }));
        io.out(json ? jsonText({ format: "weighbridge.classify/1", what, ...found }) : investorPage(found, page));
        return;
      }
      const rows = readClassification(table, documents);
      const found = inFile(path, () => classifyProduct(rulebooks, profileOf(input), { asOf, table: rows }));
      io.out(json ? jsonText({ format: "weighbridge.classify/1", what, ...found }) : productPage(found, page));
      if (found.class === "restricted" || found.class === "ambiguous") outcome.exitCode = EXIT.no;
    });
}

const truthWord = (value: boolean | undefined) => (value === undefined ? "unknown" : value ? "yes" : "no");

const investorPage = ({ asOf, statuses }: ClassifyInvestorReturnType, page: Page): string =>
  [
    page.rule(),
    page.ends("WEIGHBRIDGE", "INVESTOR", "green"),
    page.rule(),
    page.field("law of", asOf),
    ...statuses.flatMap(({ fact, value, given, routes, missing }) => [
      "",
      page.paint("bold", `${fact}: ${truthWord(value)}${given ? " (given)" : ""}`),
      ...routes
        .filter(({ result }) => result !== "outsideScope")
        .map(({ result, citation, measured = "unknown", cmp = "", limit = "" }) =>
          page.text(`· ${result.padEnd(9)} ${citation}: ${measured} beside ${cmp} ${limit}`, 2),
        ),
      ...(missing.length === 0
        ? []
        : [page.text(`missing: ${missing.flatMap(({ name, from = [] }) => [name, ...from]).join(", ")}`, 2)]),
    ]),
    "",
  ].join("\n");

function productPage(found: ClassifyProductReturnType, page: Page): string {
  const { asOf, matches, open, agencies, wagerLikeFactors, class: one, state, byState } = found;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", one, one === "restricted" || one === "ambiguous" ? "yellow" : "green"),
    page.rule(),
    page.field("law of", asOf),
    ...(byState.length === 0 ? [] : [page.field("state", state ?? "not known, and it matters")]),
    ...Object.entries(agencies).map(([agency, classes]) => page.field(agency, classes.join(", "))),
    ...matches.flatMap(({ row, summary, citations, displacedBy, states }) => [
      "",
      page.paint("bold", `${row}${displacedBy.length === 0 ? "" : " (gives way)"}`),
      page.text(summary, 2),
      page.paint("dim", page.text(citations.join("; "), 2)),
      ...displacedBy.map(({ row: by, because }) => page.text(`${by} prevails: ${because}`, 2)),
      ...states.map((held) =>
        page.text(`${held.states.join(", ")}: ${held.class} (${held.because}; ${held.citation})`, 2),
      ),
    ]),
    ...open.map(({ row, missing }) =>
      page.text(`? ${row}: missing ${missing.flatMap(({ name, from = [] }) => [name, ...from]).join(", ")}`),
    ),
    "",
    page.paint("bold", "What may make it like a wager: a proposal, not law"),
    ...wagerLikeFactors.map(({ summary, result }) => page.text(`· ${result.padEnd(8)} ${summary}`, 2)),
    "",
  ].join("\n");
}
