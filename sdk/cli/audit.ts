import { type Command } from "commander";
import { audit, type AuditReport } from "../rulebook/index.js";
import { auditText } from "./auditText.js";
import { parseAsOf } from "./compile.js";
import { EXIT } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { pageOf } from "./page.js";
import { readAudit } from "./readAudit.js";
import { writeText } from "./readFiles.js";
import type { Outcome } from "./run.js";
import { several } from "./values.js";

export type LawOptions = {
  readonly asOf?: bigint;
  readonly asIfAdopted: readonly string[];
  readonly json: boolean;
};
type AuditOptions = LawOptions & { readonly upcoming: boolean; readonly html?: string };

/** Options of commands that read law as of a day. */
export const lawOptions = (command: Command): Command =>
  command
    .argument("[files...]", "packs, rulebooks, vocabularies; default: everything that Weighbridge ships")
    .option("--as-of <date>", "ISO 8601, in UTC, as 2026-11-30: the law of that day; default: today", parseAsOf)
    .option("--as-if-adopted <id>", "a proposal to take as in force; may be given several times", several, [])
    .option("--json", "print one JSON value", false);

export function addAudit(program: Command, io: Io, outcome: Outcome): void {
  lawOptions(program.command("audit"))
    .description("find conflicts, ambiguities and gaps in rulebooks (exit code 3 if somebody must resolve one)")
    .option("--upcoming", "only what is known to come: comment deadlines, first and last days", false)
    .option("--html <file>", "write the audit as one self-contained page, too")
    .action(async (files: readonly string[], { asOf = io.now(), asIfAdopted, upcoming, html, json }: AuditOptions) => {
      const documents = readAudit(files);
      const report = audit(documents, { asOf, asIfAdopted });
      if (html !== undefined) {
        const { auditPage } = await import("./report/index.js");
        writeText(html, auditPage(report, documents));
      }
      io.out(
        json ? jsonText(upcoming ? onlyUpcoming(report) : report) : auditText(report, { upcoming, page: pageOf(io) }),
      );
      if (!upcoming && report.findings.some(({ severity }) => severity === "error")) outcome.exitCode = EXIT.no;
    });
}

const onlyUpcoming = ({ format, asOf, upcoming }: AuditReport) => ({ format, asOf, upcoming });
