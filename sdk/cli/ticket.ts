import { type Hex, maxUint256 } from "viem";
import { NO_PROGRAM } from "../check/index.js";
import type { TokenUnits } from "../check/tokenUnits.js";
import { BUILT_IN_RULE, hasReceiver, hasSender, type MovementKind } from "../kinds/index.js";
import type { CitedFinding, Finding, Remedy, Verdict } from "../verdict/index.js";
import { contracts, grouped, moment, times, tokens } from "../verdict/words.js";
import type { Page } from "./page.js";
import type { Question } from "./question.js";

const TITLES: Readonly<Record<MovementKind, string>> = {
  transfer: "transfer of",
  mint: "mint of",
  burn: "burn of",
  forced: "forced transfer of",
  transmission: "transmission of",
  recovery: "recovery of",
  settlement: "settlement of",
  licensed: "licensed transfer of",
};

/** What a weighbridge prints: what was weighed, where and when, and whether it may pass. */
export const ticketHead = (question: Question, { allowed, programId }: Verdict, page: Page): readonly string[] =>
  ticketTop(
    question,
    { ...{ programId, passes: allowed }, title: allowed ? "ALLOWED" : "REFUSED" },
    tokens(question.movement.amount, question.units),
    page,
  );

type Mark = { readonly title: string; readonly passes: boolean; readonly programId: Hex };

/** The same of an answer that bears another title, about another amount than the movement's own. */
export function ticketTop(
  { movement, at, asOf, programId: asked }: Question,
  { title, passes, programId }: Mark,
  amount: string,
  page: Page,
): readonly string[] {
  const { kind, token, spender, from, to } = movement;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", title, passes ? "green" : "red"),
    page.rule(),
    page.field(TITLES[kind].replace(/ of$/, ""), amount),
    page.field("token", token),
    ...(hasSender(kind) ? [page.field("from", from)] : []),
    ...(hasReceiver(kind) ? [page.field("to", to)] : []),
    ...(spender === undefined ? [] : [page.field("spender", spender)]),
    page.field("weighed at", `block ${at.number} of chain ${at.chainId}, ${moment(at.time)}`),
    ...(asOf === undefined ? [] : [page.field("as of", moment(asOf))]),
    page.field("program", programWords(programId, asked !== undefined)),
    page.rule(),
  ];
}

const programWords = (programId: Hex, asked: boolean): string =>
  programId === NO_PROGRAM ? "none in force" : `${programId}${asked ? ", as asked" : ""}`;

/** A finding in words. `of`: its place in a list. */
export function ticketFinding(
  finding: Pick<CitedFinding, keyof Finding | "sentence" | "remedy"> & Partial<CitedFinding>,
  units: TokenUnits,
  page: Page,
): readonly string[] {
  const { rule, kind, party, citation, power, binding } = finding;
  const source = rule === BUILT_IN_RULE ? "engine" : `rule ${rule}${binding === undefined ? "" : ` · ${binding}`}`;
  const numbers = numbersOf(finding, units);
  return [
    `${page.paint("red", "✗")} ${page.paint("bold", kind)}${page.paint("dim", ` · ${party} · ${source}`)}`,
    page.text(finding.sentence, 2),
    ...(numbers === undefined ? [] : [page.field("measured", numbers, 2)]),
    ...(typeof citation === "string" ? [page.field("because of", citation, 2)] : []),
    ...(power === undefined || power === "engine"
      ? []
      : [page.field("power", `${power.instrument}, ${power.clause}`, 2)]),
    page.field("remedy", remedyWords(finding.remedy, units), 2),
  ];
}

/** Measured beside limit, where they are quantities. */
function numbersOf({ unit, measured, limit }: Finding, units: TokenUnits): string | undefined {
  switch (unit) {
    case "units":
      return `${tokens(measured, units)} · limit ${tokens(limit, units)}`;
    case "holders":
    case "purchasers":
    case "tokens":
      return `${grouped(measured)} ${unit} · limit ${grouped(limit)}`;
    case "basisPoints":
      return measured === maxUint256 ? undefined : `${times(measured)} · limit ${times(limit)}`;
    case "contracts":
      return measured === maxUint256 ? undefined : `${contracts(measured)} · limit ${contracts(limit)}`;
    case "plugIn":
      return `${grouped(measured)} · limit ${grouped(limit)}`;
    case "unixSeconds":
      return `${moment(measured)} · limit ${moment(limit)}`;
    case "lane":
    case "country":
    case "region":
    case "statuses":
    case "state":
    case "movement":
    case "investor":
    case "flag":
      return undefined;
  }
}

/** What would help, in words. */
export function remedyWords(remedy: Remedy, units: TokenUnits): string {
  switch (remedy.type) {
    case "reduce":
      return `Move at most ${tokens(remedy.amount, units)}.`;
    case "wait":
      return `Wait until ${moment(remedy.until)}.`;
    case "obtain":
      return `Obtain ${remedy.credential}.`;
    case "none":
      return remedy.why;
  }
}
