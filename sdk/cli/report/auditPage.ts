import { createHash } from "node:crypto";
import type { AuditDocument, AuditReport } from "../../rulebook/audit/index.js";
import { dayInWords } from "../../rulebook/words/index.js";
import { coverage } from "./coverage.js";
import { figures } from "./figures.js";
import { findings } from "./findings.js";
import { history } from "./history.js";
import { counted, dayMarkup, h, type Markup, markupText } from "./markup.js";
import { provisionTables } from "./provisionTables.js";
import { SCRIPT } from "./script.js";
import { settled } from "./settled.js";
import { type Shown, shownOf } from "./shown.js";
import { STYLE } from "./style/index.js";
import { timeline } from "./timeline.js";
import { upcoming } from "./upcoming.js";

type Part = {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly body: (shown: Shown) => Markup;
};

const PARTS: readonly Part[] = [
  {
    id: "coverage",
    title: "Coverage",
    lead: "Where a rule is expected, by activity and product, and whether one is encoded. The matrix is published data, with its reasons.",
    body: coverage,
  },
  {
    id: "timeline",
    title: "In force and proposed",
    lead: "By the dates of what is encoded. Of older versions only those are encoded that still decide about something, so that earlier years show less than was law. What is proposed is drawn, and decides nothing.",
    body: (shown) => [
      h("h3", {}, "Provisions in force, by authority"),
      history(shown),
      h("h3", {}, "What begins, ends or is proposed"),
      timeline(shown),
    ],
  },
  {
    id: "upcoming",
    title: "To come",
    lead: "Days that are known: of effect, of expiry, and on which comments close.",
    body: upcoming,
  },
  {
    id: "findings",
    title: "Findings",
    lead: "Each says what two texts ask, side by side, and shows a case in which it happens. The case was found by trying every boundary; what it leaves out does not matter to the answers.",
    body: findings,
  },
  {
    id: "settled",
    title: "Settled and alike",
    lead: "Where a text says which provision prevails, and where two authorities ask the same.",
    body: settled,
  },
  {
    id: "provisions",
    title: "Provisions",
    lead: "Everything that was audited, as it is encoded, with the copies that were read.",
    body: provisionTables,
  },
];

export type AuditPageReturnType = string;

/**
 * Draws an audit as one self-contained page of HTML: nothing is fetched, nothing is needed to read it but a browser, and the same report makes the same
 * page.
 *
 * @param report What `audit` found.
 * @param documents What it audited: the page takes citations, meanings, dates and sources from them.
 * @example
 * writeFileSync("report.html", auditPage(audit(documents, { asOf: "2026-11-26" }), documents));
 */
export function auditPage(report: AuditReport, documents: readonly AuditDocument[]): AuditPageReturnType {
  const shown = shownOf(report, documents);
  const title = `Audit of rulebooks as of ${dayInWords(report.asOf)}`;
  const body = markupText(
    h(
      "body",
      {},
      h("a", { class: "skip", href: "#main" }, "Skip to the coverage matrix"),
      head(shown),
      h(
        "nav",
        { class: "contents", "aria-label": "Contents" },
        h(
          "ul",
          { class: "page" },
          PARTS.map(({ id, title: name }) => h("li", {}, h("a", { href: `#${id}` }, name))),
        ),
      ),
      h(
        "main",
        { id: "main", class: "page", tabindex: -1 },
        PARTS.map(({ id, title: name, lead, body: draw }) =>
          h(
            "section",
            { id, "aria-labelledby": `${id}/title` },
            h("h2", { id: `${id}/title` }, name),
            h("p", { class: "lead" }, lead),
            draw(shown),
          ),
        ),
      ),
      foot(shown),
    ),
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="Weighbridge">
<title>${markupText(h("span", {}, title)).slice("<span>".length, -"</span>".length)}</title>
<style>${STYLE}</style>
</head>
${body.slice(0, -"</body>".length)}<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The browser runs these texts and no others. */
const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

function head(shown: Shown): Markup {
  const { asOf, asIfAdopted } = shown.report;
  return h(
    "header",
    { class: "page" },
    h(
      "div",
      { class: "masthead" },
      h("p", { class: "eyebrow" }, "Weighbridge · Audit of rulebooks"),
      h("h1", {}, "Where rules meet, differ or are missing"),
      h(
        "p",
        { class: "lead" },
        "As of ",
        dayMarkup(asOf),
        `. ${counted(shown.packs.length, "pack")} of provisions, each with its source; conflicts are derived from what they measure, and each has a case in which it happens.`,
      ),
      asIfAdopted.length === 0
        ? null
        : h("p", {}, h("strong", {}, "Under proposals, taken as adopted: "), asIfAdopted.join(", "), "."),
    ),
    figures(shown),
  );
}

const foot = ({ report, packs }: Shown): Markup =>
  h(
    "footer",
    { class: "page colophon" },
    h(
      "p",
      {},
      "This page shows what encoded provisions say of each other. It is no legal advice, and does not say that anything complies. Numbers come from the copies that each provision names.",
    ),
    h(
      "p",
      {},
      `Made from ${report.format} and ${counted(packs.length, "pack")}; `,
      h("code", {}, "weighbridge audit --json"),
      " prints the same as data.",
    ),
  );
