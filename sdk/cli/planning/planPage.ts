import type { Change, Plan, PlannedBreach, Step } from "../../change/index.js";
import { duration, grouped, moment, tokens } from "../../verdict/words.js";
import type { Page } from "../page.js";
import { productLines } from "./productLines.js";

/** Breaches that a page lists; the file has all. */
const MOST_LISTED = 12;

const SIGN = {
  stricter: ["▲ stricter", "green"],
  looser: ["▼ looser", "yellow"],
  both: ["◆ may be either", "yellow"],
  neutral: ["· neither", "dim"],
} as const;

const CURE = {
  grandfathered: "keeps it, may sell as far as this rule goes, and receives more only where the rule is met then",
  mustLeaveWhole: "keeps it, may sell all of it at once and no part",
  mustWait: "keeps it, may not sell all of it yet",
  barred: "keeps it, may not sell all of it",
} as const;

/** A plan for whoever must answer for it: what changes, who is over, what is signed by whom. Pure. */
export function planPage(plan: Plan, path: string, page: Page): string {
  const { title, seen, engine, token, product, changes, impact, steps } = plan;
  const word = steps.length === 0 ? "NOTHING TO DO" : `${steps.length} STEP${steps.length === 1 ? "" : "S"}`;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE · PLAN", word, steps.length === 0 ? "green" : "cyan"),
    page.rule(),
    page.text(`${title.charAt(0).toUpperCase()}${title.slice(1)}.`),
    ...productLines(product, page),
    page.field("plan", plan.id),
    page.field("chain", `${seen.chainId}, as of block ${seen.number}, ${moment(seen.time)}`),
    ...(token === null ? [] : [page.field("token", token)]),
    page.field("engine", engine),
    page.rule(),
    ...(changes.length === 0
      ? []
      : [page.paint("bold", `What changes (${changes.length})`), ...changes.flatMap((one) => changeLines(one, page))]),
    ...(impact === undefined ? [] : ["", ...impactLines(impact, page)]),
    ...(steps.length === 0 ? [] : ["", page.paint("bold", `Steps (${steps.length})`), ...stepLines(steps, page)]),
    ...(steps.length === 0 && changes.length === 0 ? [] : [page.rule()]),
    ...(steps.length === 0
      ? [page.text("Everything that is compared is as it should be.")]
      : [
          page.text(`Nothing was sent. The plan is in ${path}; read it, then:`),
          page.text(`weighbridge apply ${path}`, 2),
        ]),
    "",
  ].join("\n");
}

function changeLines({ path, from, to, loosens, effect }: Change, page: Page): readonly string[] {
  const [sign, format] =
    effect === undefined ? (loosens ? (["▼ may let more", "yellow"] as const) : (["·", "dim"] as const)) : SIGN[effect];
  const said = (mark: string, text: string | null) => (text === null ? [] : [page.text(`${mark} ${text}`, 4)]);
  return [`  ${page.paint(format, sign)}  ${page.paint("dim", path)}`, ...said("-", from), ...said("+", to)];
}

function impactLines(impact: NonNullable<Plan["impact"]>, page: Page): readonly string[] {
  const { asOf, holders, over, counts } = impact;
  const fresh = over.filter(({ isNew }) => isNew);
  const heading = `Who would be over at ${moment(asOf)}: ${new Set(over.map(({ holder }) => holder)).size} of ${holders} holders`;
  const lines = [...fresh, ...over.filter(({ isNew }) => !isNew)];
  const counted = Object.entries(counts);
  return [
    page.paint("bold", heading),
    ...lines.slice(0, MOST_LISTED).map((one) => page.text(breachText(one, impact), 2)),
    ...(lines.length > MOST_LISTED ? [page.text(`… and ${lines.length - MOST_LISTED} more, in the file`, 2)] : []),
    ...(over.length === 0 ? [page.text("Nobody.", 2)] : []),
    ...counted.map(([name, { now, limit, excess }]) =>
      page.text(
        `${name}: ${grouped(BigInt(now))} now, limit ${grouped(BigInt(limit))}${excess > 0 ? `, ${grouped(BigInt(excess))} over` : ""}`,
        2,
      ),
    ),
  ];
}

function breachText(breach: PlannedBreach, words: NonNullable<Plan["impact"]>): string {
  const { holder, rule, kind, measured, limit, excess, unit, cure, until, isNew } = breach;
  const say = (units: bigint) => tokens(units, words);
  const beyond = kind === "leastHolding" ? "short" : "over";
  const numbers = unit === "units" ? `: ${say(measured)}, limit ${say(limit)}, ${say(excess)} ${beyond}` : "";
  const wait = until === null ? "" : `, but from ${moment(until)} on`;
  return `investor ${holder} · ${kind} (rule ${rule})${numbers} · ${CURE[cure]}${wait}${isNew ? "" : " · was so before"}`;
}

function stepLines(steps: readonly Step[], page: Page): readonly string[] {
  const numbers = new Map(steps.map(({ id }, index) => [id, index + 1]));
  return steps.flatMap(({ title, signer, role, delay, needs, notBefore, readyAt, notAfter }, index) => {
    const after = needs.flatMap((need) => numbers.get(need) ?? []);
    const facts = [
      `signed by ${signer}${role === null ? "" : ` (${role})`}`,
      ...(delay === 0n ? [] : [`scheduled first, executed ${duration(delay)} later or within a week of then`]),
      ...(notBefore === null ? [] : [`not before ${moment(notBefore)}`]),
      ...(readyAt === undefined ? [] : ["not before a time that the step before it begins; `status` says it"]),
      ...(notAfter === undefined ? [] : [`by ${moment(notAfter)} at the latest`]),
      ...(after.length === 0 ? [] : [`after ${after.join(", ")}`]),
    ];
    return [
      `${page.paint("cyan", String(index + 1).padStart(3))}  ${page.text(title, 5).trimStart()}`,
      page.paint("dim", page.text(facts.join(" · "), 5)),
    ];
  });
}
