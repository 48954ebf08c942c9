import type { Command } from "commander";
import { assess, type Assessment, parseActivity, prepareRulebooks } from "../rulebook/index.js";
import { parseAsOf } from "./compile.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { type Page, pageOf } from "./page.js";
import { readJson } from "./readFiles.js";
import { readLaw, shippedLaw } from "./readLaw.js";
import { inFile } from "./report.js";
import type { Outcome } from "./run.js";
import { several } from "./values.js";

type AssessOptions = {
  readonly asOf?: bigint;
  readonly asIfAdopted: readonly string[];
  readonly law: readonly string[];
  readonly json: boolean;
};

/** Yes only where nothing stands against it; a duty lets it be done. */
const CODES: Readonly<Record<Assessment["outcome"], ExitCode>> = {
  ...{ allow: EXIT.done, duty: EXIT.done },
  ...{ refuse: EXIT.no, ambiguous: EXIT.no, ungoverned: EXIT.no },
};

/** Also used by `classify`. */
export const LAW_OPTION =
  "a pack, rulebook, vocabulary or calendars, instead of the law that Weighbridge ships; may be given several times";

/** The files named, or those that Weighbridge ships. */
export const lawOf = (paths: readonly string[]) => (paths.length > 0 ? readLaw(paths) : shippedLaw());

export function addAssess(program: Command, io: Io, outcome: Outcome): void {
  program
    .command("assess")
    .description("say whether something may be done, by every provision that speaks of it")
    .argument("<activity>", "its file")
    .option("--as-of <date>", "the day in UTC whose law is asked, as 2026-11-30; default: today", parseAsOf)
    .option("--as-if-adopted <id>", "a proposal to judge by as if it were law; may be given several times", several, [])
    .option("--law <file>", LAW_OPTION, several, [])
    .option("--json", "print one JSON value", false)
    .action((path: string, { asOf = io.now(), asIfAdopted, law, json }: AssessOptions) => {
      const rulebooks = prepareRulebooks(lawOf(law));
      const input = readJson(path, "activity");
      const found = inFile(path, () => assess(rulebooks, parseActivity(input), { asOf, asIfAdopted }));
      io.out(json ? jsonText({ format: "weighbridge.assess/1", ...found }) : assessPage(found, pageOf(io)));
      outcome.exitCode = CODES[found.outcome];
    });
}

const COLOURS = { allow: "green", duty: "yellow", ambiguous: "yellow", ungoverned: "yellow", refuse: "red" } as const;
const VERDICTS = {
  allow: "No encoded provision stands against it",
  duty: "No encoded provision stands against it, and there are duties",
  refuse: "An encoded provision stands against it",
  ambiguous: "The encoded provisions do not decide it",
  ungoverned: "No encoded provision governs it: nothing here allows it",
} as const;

function assessPage(found: Assessment, page: Page): string {
  const { outcome, on, asOf, asIfAdopted, findings, paths, duties, missing, undetermined, coverage } = found;
  const { speaking, silent } = coverage;
  const binding = findings.filter(({ effect, binds }) => effect !== "define" && binds !== false);
  const silence = silent.length === 0 ? "" : `; not covered: ${silent.join(", ")}`;
  // Of one entry each; an entry may have several lines.
  const section = (title: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : ["", page.paint("bold", `${title} (${entries.length})`), ...entries];
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", outcome.toUpperCase(), COLOURS[outcome]),
    page.rule(),
    page.text(`${VERDICTS[outcome]} (${speaking.length} of ${speaking.length + silent.length} packs${silence}).`),
    page.field("law of", `${asOf}; the activity is of ${on}`),
    ...asIfAdopted.map((id) => page.field("as if", `${id} were law: it is a proposal, and is not`)),
    ...section(
      "Provisions that bind, or may",
      binding.map(({ citation, result, because, decides, effect, requirements }) =>
        [
          page.text(
            `· ${result.padEnd(9)} ${citation}, ${effect}${decides ? "" : " (does not decide)"}: ${because}`,
            2,
          ),
          ...requirements
            .filter((one) => one.result !== "met")
            .map(({ measure, measured = "unknown", cmp, limit = "unknown" }) =>
              page.paint("dim", page.text(`${measure}: ${measured} beside ${cmp} ${limit}`, 14)),
            ),
        ].join("\n"),
      ),
    ),
    ...section(
      "Exemptions",
      paths.map(({ citation, result, claimed, available }) => {
        const state = available ? (claimed ? "claimed" : "open, and not claimed") : "not available: unverified";
        return page.text(`· ${result.padEnd(9)} ${citation}: ${state}`, 2);
      }),
    ),
    ...section(
      "Duties",
      duties.map(({ who, what, dueOn, citation }) =>
        page.text(`· ${who}: ${what} ${dueOn === undefined ? "" : `By ${dueOn}. `}(${citation})`, 2),
      ),
    ),
    ...section(
      "Missing",
      missing.map(({ name, why, from = [] }) =>
        page.text(`· ${name}: ${why}${from.length === 0 ? "" : `; or: ${from.join(", ")}`}`, 2),
      ),
    ),
    ...section(
      "Consequences that may arise",
      undetermined.map((id) => page.text(`· ${id}`, 2)),
    ),
    "",
  ].join("\n");
}
