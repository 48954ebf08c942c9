import type { Command } from "commander";
import { explainTransfer } from "../check/index.js";
import { CommandUsageError } from "../errors/index.js";
import { EXIT } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { pageOf } from "./page.js";
import {
  asked,
  type QuestionOptions,
  questionOptions,
  readQuestion,
  rehearsalOptions,
  requireKnown,
} from "./question.js";
import { behindLeverage, leverageOf, shareLines } from "./leverage/behind.js";
import { behindPosition, positionLines, positionOf } from "./position/behind.js";
import type { Outcome } from "./run.js";
import { ticketFinding, ticketHead } from "./ticket.js";

export function addExplain(program: Command, io: Io, outcome: Outcome): void {
  const command = program
    .command("explain")
    .description("ask the chain for every reason against a movement, with citation, power and remedy (exit code 3)");
  rehearsalOptions(questionOptions(command, { rulebook: "needed" })).action(async (options: QuestionOptions) => {
    const question = await readQuestion(options, command, io);
    const { reader, movement, at, units, audience, rulebook, packs, asOf, programId } = question;
    if (rulebook === undefined) throw new CommandUsageError({ fact: "It needs --rulebook.", usage: command.usage() });
    const explanation = await explainTransfer(reader, {
      ...{ ...movement, block: at, rulebook, packs, audience, asOf, programId },
    });
    await requireKnown(explanation.verdict, question);
    const page = pageOf(io);
    const reasons = explanation.findings.map((finding) => ticketFinding(finding, units, page).join("\n"));
    const behind = await behindLeverage(question, explanation.findings);
    if (behind !== null) reasons.push(shareLines(behind, page).join("\n"));
    const position = await behindPosition(question, explanation.findings);
    if (position !== null) reasons.push(positionLines(position, units, page).join("\n"));
    io.out(
      options.json
        ? jsonText({
            format: "weighbridge.explain/1",
            decimals: units.decimals,
            ...asked(question),
            ...explanation,
            ...leverageOf(behind),
            ...positionOf(position),
          })
        : `${ticketHead(question, explanation.verdict, page).join("\n")}\n${reasons.map((one) => `${one}\n`).join("\n")}`,
    );
    if (!explanation.verdict.allowed) outcome.exitCode = EXIT.no;
  });
}
