import type { Command } from "commander";
import type { Hex } from "viem";
import { checkTransfer, citeFindings } from "../check/index.js";
import { programOfId } from "../check/programAt.js";
import { type Finding, remedy, type SchemeWords, sentence } from "../verdict/index.js";
import { EXIT } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { type Page, pageOf } from "./page.js";
import {
  asked,
  type Question,
  type QuestionOptions,
  questionOptions,
  readQuestion,
  rehearsalOptions,
  requireKnown,
} from "./question.js";
import type { Outcome } from "./run.js";
import { ticketFinding, ticketHead } from "./ticket.js";

/** Without a rulebook nobody says what lanes and statuses are called: they are named by their numbers. */
export const NO_WORDS: SchemeWords = { lanes: [], evidence: [], roles: [], states: [] };

export function addCheck(program: Command, io: Io, outcome: Outcome): void {
  const command = program
    .command("check")
    .description("ask the chain whether a movement is allowed, and for the first reason if not (exit code 3)");
  rehearsalOptions(questionOptions(command, { rulebook: "optional" })).action(async (options: QuestionOptions) => {
    const question = await readQuestion(options, command, io);
    const { reader, movement, at, units, asOf, programId } = question;
    const verdict = await checkTransfer(reader, { ...movement, block: at, asOf, programId });
    await requireKnown(verdict, question);
    const page = pageOf(io);
    const reasons = verdict.allowed ? [] : await reasonLines(verdict.first, verdict.programId, question, page);
    io.out(
      options.json
        ? jsonText({ format: "weighbridge.check/1", decimals: units.decimals, ...asked(question), ...verdict })
        : [...ticketHead(question, verdict, page), ...reasons, ""].join("\n"),
    );
    if (!verdict.allowed) outcome.exitCode = EXIT.no;
  });
}

/** A reason under this program in words, of the movement in question; with its law, if there is a rulebook. */
export async function reasonLines(
  first: Finding,
  programId: Hex,
  question: Question,
  page: Page,
): Promise<readonly string[]> {
  const { reader, movement, at, units, audience, rulebook, packs } = question;
  const program = await programOfId(reader, { token: movement.token, programId }, { at });
  const context = { movement, audience, program, ...units };
  if (rulebook !== undefined) {
    const cited = citeFindings([first], { ...context, rulebook, packs });
    return cited.flatMap((finding) => ticketFinding(finding, units, page));
  }
  const words = { ...context, scheme: NO_WORDS };
  const said = { ...first, sentence: sentence(first, words), remedy: remedy(first, words) };
  const hint = "`weighbridge explain --rulebook FILE` gives every reason, with the law behind it.";
  return [...ticketFinding(said, units, page), "", page.paint("dim", hint)];
}
