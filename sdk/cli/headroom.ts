import type { Command } from "commander";
import { headroom, type HeadroomReturnType } from "../check/index.js";
import { hasSender } from "../kinds/index.js";
import { moment, tokens } from "../verdict/index.js";
import { reasonLines } from "./check.js";
import { EXIT } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { type Page, pageOf } from "./page.js";
import { type Question, type QuestionOptions, questionOptions, readQuestion, requireKnown } from "./question.js";
import type { Outcome } from "./run.js";
import { ticketTop } from "./ticket.js";

export function addHeadroom(program: Command, io: Io, outcome: Outcome): void {
  const command = program
    .command("headroom")
    .description("ask the chain how much may move, what binds beyond, and from when more may (exit code 3 if nothing)");
  questionOptions(command, { rulebook: "optional", amount: "none" }).action(async (options: QuestionOptions) => {
    const question = await readQuestion(options, command, io);
    const { reader, movement, at, units } = question;
    const room = await headroom(reader, { ...movement, block: at });
    const { binding } = room;
    await requireKnown(binding === null ? { allowed: true } : { allowed: false, first: binding }, question);
    io.out(
      options.json
        ? jsonText({ format: "weighbridge.headroom/1", decimals: units.decimals, ...room })
        : (await ticketLines(room, question, pageOf(io))).join("\n"),
    );
    if (isNone(room)) outcome.exitCode = EXIT.no;
  });
}

const NOTHING_BINDS = "Nothing binds but the units that are free in the sender's wallet.";
const NOTHING_KNOWN = "Beyond it nothing that was tried is refused.";

const isNone = ({ most, whole }: HeadroomReturnType): boolean => most === 0n && !whole;

async function ticketLines(room: HeadroomReturnType, question: Question, page: Page): Promise<readonly string[]> {
  const { whole, proven, tried, binding, from, programId } = room;
  const { movement, units } = question;
  const passes = !isNone(room);
  const beyond = tokens(tried, units);
  const wholly = `The whole balance may ${whole ? "" : "not "}move at once.`;
  const wait = from === null ? [] : ["", `From ${moment(from)} on ${beyond} may move, if nothing else changes.`];
  const doubt =
    "A rule asks another contract: only the ends of this and the whole balance were asked, nothing between.";
  const reasons =
    binding === null
      ? [page.text(tried === 0n ? NOTHING_KNOWN : NOTHING_BINDS)]
      : [
          ...[`Why not ${beyond}:`, ""],
          ...(await reasonLines(binding, programId, { ...question, movement: { ...movement, amount: tried } }, page)),
        ];
  return [
    ...ticketTop(question, { title: passes ? "ROOM" : "NO ROOM", passes, programId }, inWords(room, question), page),
    ...(hasSender(movement.kind) ? [page.text(wholly)] : []),
    ...(proven ? [] : [page.text(doubt)]),
    ...reasons,
    ...wait.map((line) => page.text(line)),
    "",
  ];
}

function inWords({ least, most, whole }: HeadroomReturnType, { units }: Question): string {
  if (most === 0n) return whole ? "the whole balance, and no part of it" : "nothing";
  return least === most ? `exactly ${tokens(most, units)}` : `from ${tokens(least, units)} to ${tokens(most, units)}`;
}
