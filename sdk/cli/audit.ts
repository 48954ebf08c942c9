import { type Command } from "commander";
import { audit, type AuditReport } from "../rulebook/index.js";
import { auditText } from "./auditText.js";
import { EXIT } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { lawArgument, lawOptions, type LawOptions } from "./lawOptions.js";
import { pageOf } from "./page.js";
import { readAudit } from "./readAudit.js";
import { writeText } from "./readFiles.js";
import type { Outcome } from "./run.js";

type AuditOptions = LawOptions & { readonly upcoming: boolean; readonly html?: string };

export function addAudit(program: Command, io: Io, outcome: Outcome): void {
  lawArgument(lawOptions(program.command("audit")))
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
