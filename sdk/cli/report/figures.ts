import { SEVERITIES } from "../../rulebook/audit/report.js";
import { grouped } from "../../rulebook/words/index.js";
import { counted, datum, dayMarkup, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import { SEVERITY_WORDS, severityShape } from "./severities.js";
import type { Shown } from "./shown.js";
import { upcomingWords } from "./upcoming.js";

const figure = (term: Markup, value: Markup, note: Markup) =>
  h("div", { class: "figure" }, h("dt", {}, term), h("dd", {}, h("strong", {}, value), h("span", {}, note)));

/** The page in five numbers. */
export function figures(shown: Shown): Markup {
  const { report, provisions } = shown;
  const all = [...provisions.values()];
  const proposed = all.filter(({ status }) => status === "proposed").length;
  const authorities = new Set(all.map(({ authority }) => authority)).size;
  const { findings, coverage } = report;
  const next = report.upcoming.findIndex(({ day }) => day >= report.asOf);
  const coming = report.upcoming[next];
  return h(
    "dl",
    { class: "figures" },
    figure("Provisions in force", datum(report.inForce, "/inForce"), [
      "of ",
      datum(report.provisions, "/provisions"),
      ` encoded, by ${counted(authorities, "authority", "authorities")}`,
    ]),
    figure("Proposed", grouped(proposed), "Shown and tracked; what is proposed never decides"),
    figure(
      "Findings",
      datum(findings.length, "/findings#"),
      SEVERITIES.map((severity) => {
        const count = findings.filter((one) => one.severity === severity).length;
        const { one, several } = SEVERITY_WORDS[severity];
        return h("span", { class: "of" }, severityShape(severity), counted(count, one, several));
      }),
    ),
    coverage === null
      ? figure("Expected rules found", "–", "No coverage matrix was given")
      : figure("Expected rules found", `${share(coverage.covered, coverage.expected)} %`, [
          datum(coverage.covered, "/coverage/covered"),
          " of ",
          datum(coverage.expected, "/coverage/expected"),
          ` cells; ${counted(coverage.expected - coverage.covered, "gap")}`,
        ]),
    coming === undefined
      ? figure("Next date", "–", "None is known")
      : figure("Next date", dayMarkup(coming.day), [`${upcomingWords(coming)}: `, cited(coming.provision, shown)]),
  );
}

/** Rounded down, so that only all is 100. */
const share = (part: number, whole: number) => (whole === 0 ? 100 : Math.floor((part * 100) / whole));
