import { zeroAddress } from "viem";
import { citeFindings } from "../check/index.js";
import { type TokenUnits } from "../check/tokenUnits.js";
import { type Program } from "../program/index.js";
import { type CountImpact, type Cure, type Impact, type Over, type Register } from "../register/index.js";
import { type Pack, type Rulebook } from "../rulebook/index.js";
import { type CitedFinding, moment, sentence, tokens } from "../verdict/index.js";
import { grouped } from "../verdict/words.js";
import { NO_WORDS } from "./check.js";
import { type Page } from "./page.js";

type Law = Pick<CitedFinding, "provisionId" | "citation" | "power" | "binding">;
/** A breach in words; with its law, if there is a rulebook. */
export type CitedOver = Over & { readonly sentence: string } & {
  readonly [Field in keyof Law]?: Law[Field] | undefined;
};
export type CitedImpact = Omit<Impact, "over"> & { readonly over: readonly CitedOver[] };

type Citing = TokenUnits & {
  readonly program: Program;
  readonly rulebook: Rulebook | undefined;
  readonly packs: readonly Pack[];
};

/** Of a rule; more are counted only. */
const MOST_NAMED = 5;
/** No movement is asked about: what a holder holds is compared as it is. */
const NONE_MOVES = { kind: "mint", token: zeroAddress, from: zeroAddress, to: zeroAddress, amount: 0n } as const;

/** The impact with the words and the law of each breach, for the agent, who learns everything. */
export function citedImpact(found: Impact, { program, rulebook, packs, decimals, symbol }: Citing): CitedImpact {
  const context = { movement: NONE_MOVES, audience: "agent", decimals, symbol, program } as const;
  if (rulebook === undefined) {
    const words = { ...context, scheme: NO_WORDS };
    return { ...found, over: found.over.map((one) => ({ ...one, sentence: sentence(one, words) })) };
  }
  const cited = citeFindings(found.over, { ...context, rulebook, packs });
  return {
    ...found,
    over: found.over.flatMap((one, index) => {
      const words = cited[index];
      if (words === undefined) return [];
      const { sentence: said, provisionId, citation, power, binding } = words;
      return [{ ...one, sentence: said, provisionId, citation, power, binding }];
    }),
  };
}

/** What becomes of them, of one and of several. */
const CURES: Readonly<Record<Cure, string>> = {
  grandfathered:
    "Grandfathered: what is held stays, and this rule keeps nobody from selling; more may be received only where the rule is met then.",
  mustLeaveWhole: "What is held stays, or is sold at once as a whole; no part of it may be sold.",
  mustWait: "Not all that is held may be sold yet.",
  barred: "Not all that is held may be sold, and time alone does not change that.",
};

type Context = {
  readonly register: Register;
  readonly rulebook: Rulebook | undefined;
  readonly units: TokenUnits;
  /** Proposals that were taken as if they were law. */
  readonly asIfAdopted: readonly string[];
  readonly page: Page;
};

export function impactPage(found: CitedImpact, { register, rulebook, units, asIfAdopted, page }: Context): string {
  const { over, counts, holders, unrecorded, asOf, current, wanted } = found;
  const holding = holders.filter((one) => one.units > 0n);
  const who = new Set(over.map(({ holder }) => holder)).size;
  const tooMany = Object.values(counts).filter(({ excess }) => excess > 0).length;
  const fine = who === 0 && tooMany === 0;
  const title = fine ? "NOBODY OVER" : `${grouped(BigInt(who))} OF ${grouped(BigInt(holding.length))} HOLDERS OVER`;
  const supply = `${tokens(register.supply, units)}, in ${grouped(BigInt(holding.length))} holdings`;
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", title, fine ? "green" : "red"),
    page.rule(),
    ...(rulebook === undefined ? [] : [page.text(rulebook.title)]),
    ...(register.token === null ? [] : [page.field("token", register.token)]),
    page.field("held", supply),
    page.field("as of", moment(asOf)),
    page.field("current", current ?? "none, or not known"),
    page.field("wanted", wanted),
    ...asIfAdopted.map((id) => page.field("as if law", id)),
    page.rule(),
    ...groupsOf(over).flatMap((group) => [...groupLines(group, current !== null, page), ""]),
    ...(Object.keys(counts).length === 0
      ? []
      : [page.paint("bold", "Counts"), ...Object.entries(counts).map((entry) => countLine(entry, page)), ""]),
    ...movementLines(found, page),
    ...(unrecorded.wallets === 0
      ? []
      : ["", page.text(`${tokens(unrecorded.units, units)} are in wallets of no registry, and may not move.`)]),
    ...found.assumed.map((one) => page.text(ASSUMED[one])),
    "",
  ].join("\n");
}

const ASSUMED: Readonly<Record<Impact["assumed"][number], string>> = {
  lots: "The register has no lots: units count as acquired at that time, or since the token keeps lots.",
  tranches: "The register says of no tranche that it was closed: all count as open.",
  meters:
    "What has moved within the windows of rules on flows is not known: nothing counts as moved, and of a group's share nothing is said.",
  plugIns: "What other contracts answer is not known: they count as allowing.",
  positions: "What position books keep is not known: nobody's position counts as above a limit.",
  leverage: "How leveraged anybody is, is not known: nobody counts as leveraged.",
  owners: "The register says of nobody that owners stand behind it: each holder counts as one.",
};

type Group = readonly [CitedOver, ...CitedOver[]];

/** By rule and cure, in program order. */
function groupsOf(over: readonly CitedOver[]): readonly Group[] {
  const groups = new Map<string, [CitedOver, ...CitedOver[]]>();
  for (const one of over) {
    const key = `${String(one.rule).padStart(5)} ${one.cure}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}

function groupLines(group: Group, compared: boolean, page: Page): readonly string[] {
  const [first] = group;
  const { kind, party, rule, binding, cure } = first;
  const fresh = group.filter(({ isNew }) => isNew).length;
  const news = compared ? `, ${grouped(BigInt(fresh))} new` : "";
  const count = `${grouped(BigInt(group.length))} holder${group.length === 1 ? "" : "s"}${news}`;
  const source = `rule ${rule}${binding === undefined ? "" : ` · ${binding}`}`;
  const rest = group.length - MOST_NAMED;
  return [
    `${page.paint("red", "✗")} ${page.paint("bold", kind)}${page.paint("dim", ` · ${party} · ${source} · ${count}`)}`,
    ...lawLines(first, page),
    page.field("cure", CURES[cure], 2),
    ...group.slice(0, MOST_NAMED).map(({ holder, sentence: words, isNew, until }) => {
      const time = until === null ? "" : ` All may be sold from ${moment(until)} on.`;
      return page.field(`investor ${holder}`.padEnd(14), `${compared && isNew ? "New: " : ""}${words}${time}`, 2);
    }),
    ...(rest > 0 ? [page.paint("dim", `  … and ${grouped(BigInt(rest))} more: --json lists all`)] : []),
  ];
}

function lawLines({ citation, power }: CitedOver, page: Page): readonly string[] {
  return [
    ...(typeof citation === "string" ? [page.field("because of", citation, 2)] : []),
    ...(typeof power === "object" ? [page.field("power", `${power.instrument}, ${power.clause}`, 2)] : []),
  ];
}

function countLine([name, { kind, now, limit, excess }]: readonly [string, CountImpact], page: Page): string {
  const [bound, beyond] = kind === "mostHolders" ? ["at most", "above"] : ["at least", "below"];
  const by = excess === 0 ? "" : `, ${grouped(BigInt(excess))} ${beyond}`;
  const text = `${grouped(BigInt(now))} holders, of ${bound} ${grouped(BigInt(limit))}${by}`;
  return page.field(name.padEnd(14), excess === 0 ? text : page.paint("red", text), 2);
}

/** How many may do what, before and after. */
function movementLines({ holders }: CitedImpact, page: Page): readonly string[] {
  const count = (is: (one: Impact["holders"][number]["after"]) => boolean) => {
    const number = (which: "before" | "after") =>
      holders.filter((one) => one.units > 0n && one[which] !== null && is(one[which])).length;
    const before = holders.some((one) => one.before !== null) ? `${grouped(BigInt(number("before")))} before, ` : "";
    return `${before}${grouped(BigInt(number("after")))} after`;
  };
  const sells = (to: "anybody" | "some" | "nobody") => count(({ sell }) => sell?.whole.to === to);
  const row = (label: string, numbers: string) => page.field(label.padEnd(MOVEMENT_LABEL), numbers, 2);
  return [
    page.paint("bold", "Holders who may"),
    row(
      "receive more",
      count(({ receive }) => receive.findings.length === 0),
    ),
    row("sell all to anybody admitted", sells("anybody")),
    row("sell all to some", sells("some")),
    row("sell all to nobody", sells("nobody")),
  ];
}

const MOVEMENT_LABEL = 30;
