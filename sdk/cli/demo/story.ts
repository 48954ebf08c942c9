import { isReason } from "../../kinds/index.js";
import { ruleInWords } from "../../program/index.js";
import { grouped, moment, tokens } from "../../verdict/words.js";
import type { Io } from "../io.js";
import { type Page, pageOf } from "../page.js";
import type { DemoReport, Refusal } from "./report.js";
import type { Stage, StagedToken } from "./stage.js";

/** Rules of the fund that the story prints; the command that prints them all stands below them. */
const RULES_SHOWN = 6;
/** Columns of the longest bar. */
const BAR = 24;

/** What was played, told to a person. Pure. */
export function story(report: DemoReport, stage: Stage, io: Pick<Io, "terminal" | "columns">): string {
  const page = pageOf(io);
  const [fund] = stage.tokens as readonly [StagedToken, ...StagedToken[]];
  return `${[
    ...opening(report, stage, fund, page),
    ...rulesOf(fund, page),
    ...weighing(report, page),
    ...tickets(report, stage, page),
    ...changed(report, fund, page),
    ...leftOut(fund, page),
    ...closing(report, page),
  ].join("\n")}\n`;
}

function opening({ chainId, investors, wallets }: DemoReport, stage: Stage, fund: StagedToken, page: Page) {
  const { program, rulebook } = fund;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", "a security token, weighed", "cyan"),
    page.rule(),
    page.text(rulebook.title),
    "",
    page.field(
      "rulebook",
      `${new Set(rulebook.uses.map(({ provision }) => provision)).size} provisions, each with its source, and ${rulebook.powers.length} clauses of the fund's documents`,
    ),
    page.field("program", `${program.id} · ${program.rules.length} rules`),
    page.field("engine", `${stage.engine} on chain ${chainId}`),
    page.field(
      "register",
      `${grouped(BigInt(investors))} investors in registry ${stage.registry}, with ${wallets} wallets`,
    ),
    page.field(
      "beside it",
      stage.tokens
        .slice(1)
        .map(({ rulebook: { title } }) => title)
        .join("; "),
    ),
  ];
}

function rulesOf({ program }: StagedToken, page: Page) {
  const every = Math.floor(program.rules.length / RULES_SHOWN);
  const shown = program.rules.flatMap((rule, index) =>
    index % every === 0 && index / every < RULES_SHOWN ? [index] : [],
  );
  return [
    "",
    page.paint("bold", "What the chain enforces, for example"),
    ...shown.flatMap((index) => {
      const rule = program.rules[index];
      const origin = program.origins[index];
      if (rule === undefined || origin === undefined) return [];
      const source = `${origin.citation} · ${origin.power.instrument}, ${origin.power.clause}`;
      return [page.text(ruleInWords(rule, program), 2), page.paint("dim", page.text(source, 4))];
    }),
    page.paint(
      "dim",
      page.text(
        `all ${program.rules.length}: npm run weighbridge -- compile rulebooks/examples/private-fund/rulebook.json`,
        2,
      ),
    ),
  ];
}

function weighing({ movements, kinds }: DemoReport, page: Page) {
  const most = Math.max(...Object.values(kinds).flatMap(({ refused, passed }) => [refused, passed]));
  const bar = (count: number, character: string) => character.repeat(Math.max(1, Math.round((count / most) * BAR)));
  const width = Math.max(...Object.keys(kinds).map(({ length }) => length));
  const line = ([kind, { refused, passed }]: readonly [
    string,
    { readonly refused: number; readonly passed: number },
  ]) => {
    const passes = `${page.paint("green", bar(passed, "▪"))} ${passed}`;
    return `  ${kind.padEnd(width)}  ${page.paint("red", bar(refused, "▪"))} ${refused} refused  ${passes} passed`;
  };
  return [
    "",
    page.paint(
      "bold",
      `${movements.attempted} movements on the scales: ${movements.allowed} allowed, ${movements.refused} refused`,
    ),
    ...Object.entries(kinds).map(line),
  ];
}

/** One refusal of each kind, as a ticket. */
function tickets({ refusals }: DemoReport, { tokens: staged }: Stage, page: Page) {
  const kinds = [...new Set(refusals.map(({ kind }) => kind))];
  const first = (wanted: (refusal: Refusal) => boolean) =>
    kinds.flatMap((kind) => refusals.find((refusal) => refusal.kind === kind && wanted(refusal)) ?? []);
  const byRule = first(({ kind }) => !isReason(kind));
  const byEngine = first(({ kind }) => isReason(kind));
  const ticket = (refusal: Refusal) => {
    const on = staged.find(({ token }) => token === refusal.token);
    const { kind, amount } = refusal.movement;
    const units = on === undefined ? String(amount) : tokens(amount, unitsOf(on));
    const power = refusal.power === "engine" ? undefined : `${refusal.power.instrument}, ${refusal.power.clause}`;
    return [
      `  ${page.paint("red", "✗")} ${page.paint("bold", `${kind} of ${units}`)}${page.paint("dim", ` · ${refusal.kind} · ${refusal.binding}`)}`,
      page.text(refusal.sentence, 4),
      ...(refusal.citation === null ? [] : [page.field("because of", refusal.citation, 4)]),
      ...(power === undefined ? [] : [page.field("power", power, 4)]),
      page.field("remedy", remedyOf(refusal, on), 4),
    ];
  };
  return [
    "",
    page.paint("bold", "Why not: one refusal of each kind"),
    ...byRule.flatMap(ticket),
    "",
    page.paint("bold", "And what the engine refuses under every program"),
    ...byEngine.map(({ sentence, kind }) => page.text(`${page.paint("red", "✗")} ${kind}: ${sentence}`, 2)),
  ];
}

const CURES: Readonly<Record<string, string>> = {
  grandfathered: "keeps it, may leave, and receives nothing that leaves it below",
  mustLeaveWhole: "keeps it, and may leave with all of it at once",
  mustWait: "may not sell all of it before its time",
  barred: "may not sell all of it",
};

/** A change of the rules, from its impact to the day it is in force; and changes that nobody planned. */
function changed({ impact, schedule, drift }: DemoReport, fund: StagedToken, page: Page) {
  const investors = new Set(impact.over.map(({ holder }) => holder));
  const [first] = impact.over;
  const { checked, mismatches } = impact.foretold;
  const of = (units: bigint) => tokens(units, unitsOf(fund));
  return [
    "",
    page.paint("bold", `A change, planned: the fund's least holding`),
    page.text(
      `In force by time from ${moment(schedule.effectiveFrom)} on, as program ${schedule.programId}. Before anybody signed it was known that ${investors.size} of ${impact.holders} holders would be below it.`,
      2,
    ),
    ...(first === undefined
      ? []
      : [
          page.text(
            `Investor ${first.holder}, for example, holds ${of(first.measured)}, and at least ${of(first.limit)} will be asked: it ${CURES[first.cure] ?? first.cure}.`,
            2,
          ),
        ]),
    page.text(
      `Then the chain was asked about every holder: ${checked} questions, ${checked - mismatches} answered as foretold.`,
      2,
    ),
    "",
    page.paint("bold", "Changes that nobody planned, and drift finds"),
    ...drift.found.map((path) =>
      page.text(`${page.paint(drift.planted.includes(path) ? "yellow" : "red", "≠")} ${path}`, 2),
    ),
  ];
}

const unitsOf = ({ program: { decimals }, symbol }: StagedToken) => ({ decimals, symbol });

function remedyOf({ remedy }: Refusal, on: StagedToken | undefined): string {
  switch (remedy.type) {
    case "reduce":
      return `move at most ${on === undefined ? remedy.amount : tokens(remedy.amount, unitsOf(on))}`;
    case "wait":
      return `wait until ${moment(remedy.until)}`;
    case "obtain":
      return `obtain ${remedy.credential}`;
    case "none":
      return `none: ${remedy.why}`;
  }
}

function leftOut({ program }: StagedToken, page: Page) {
  return [
    "",
    page.paint(
      "bold",
      `What the fund's rulebook names and no rule says, or none says whole (${program.notEnforced.length})`,
    ),
    ...program.notEnforced.map(({ citation }) => page.text(`· ${citation}`, 2)),
  ];
}

function closing({ agreement: { checked, mismatches }, ok }: DemoReport, page: Page) {
  const said =
    mismatches === 0
      ? `Each of the ${checked} was asked first and tried then: the answer and what the chain did agree every time, field by field.`
      : `Of ${checked} attempts ${mismatches} ended otherwise than asked.`;
  return [
    "",
    page.rule(),
    page.ends(
      ok ? "WEIGHED" : "NOT ALL WAS SHOWN",
      `${checked} asked, ${checked - mismatches} agree`,
      ok ? "green" : "red",
    ),
    page.rule(),
    page.text(said),
    page.paint("dim", page.text("The investors are made up. Nothing here says that a token complies with any law.")),
  ];
}
