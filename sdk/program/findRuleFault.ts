import type { ProgramFault } from "../errors/index.js";
import {
  maskOf,
  type Mode,
  MODES,
  MOVEMENT_NAMES,
  MOST_SPAN_DAYS,
  MOST_SPAN_MONTHS,
  MOVEMENTS,
  PARTY_NAMES,
  PLUG_IN_ADDRESS,
  readField,
  ROLE_STATUSES,
  RULE_KIND_NAMES,
  RULE_KINDS,
  RULE_WORD,
  SPAN_MONTHS,
  STRICTLY,
  type RuleKind,
  ruleKindOf,
  ruleMovements,
  type RuleKindEntry,
} from "../kinds/index.js";

type FieldName = keyof typeof RULE_WORD;

/** Of the program in which a rule stands. */
export type RuleBounds = { readonly sets: number; readonly provisions: number };

/** What a field may hold. `wanted` is for people. */
type Check = { readonly field: FieldName; readonly holds: boolean; readonly wanted: string };

const within = (value: bigint, mask: number): boolean => (value & ~BigInt(mask)) === 0n;

/** The first field of a rule word that its kind does not allow, in the order in which the engine looks. */
export function findRuleFault(word: bigint, index: number, bounds: RuleBounds): ProgramFault | undefined {
  const id = readField(word, RULE_WORD.kind);
  const kind = ruleKindOf(Number(id));
  if (kind === undefined)
    return {
      error: "RuleUnknown",
      args: [BigInt(index), id],
      place: `rule ${index}`,
      value: `kind ${id}`,
      remedy: `Use a kind that this version knows: ${RULE_KIND_NAMES.map((name) => `${RULE_KINDS[name].id} ${name}`).join(", ")}.`,
    };
  const failed = checksOf(word, kind, bounds).find(({ holds }) => !holds);
  return failed && fieldFault(index, failed.field, readField(word, RULE_WORD[failed.field]), kind, failed.wanted);
}

/** A field that holds, or would have to hold, a value that it cannot. */
export const fieldFault = (
  index: number,
  field: FieldName,
  value: bigint,
  kind: RuleKind,
  wanted: string,
): ProgramFault => ({
  error: "RuleFieldInvalid",
  args: [BigInt(index), BigInt(RULE_WORD[field].offset), value],
  place: `rule ${index} (${kind}), field ${field}`,
  value: String(value),
  remedy: `The field must be ${wanted}.`,
});

function checksOf(word: bigint, kind: RuleKind, bounds: RuleBounds): readonly Check[] {
  const entry: RuleKindEntry = RULE_KINDS[kind];
  const field = (name: FieldName) => readField(word, RULE_WORD[name]);
  const side = PARTY_NAMES[Number(field("side"))];
  // Neither the movement itself nor a spender, who may be nobody's investor, has a lane or a country.
  const ofParty = side === "sender" || side === "receiver";
  const groups = entry.groups === true;
  const asks = entry.limit.meaning === "address";
  const conditional = ofParty && entry.conditional && !groups;
  const liftable = side !== "token" && entry.conditional;
  const zero = `0 for ${side === "token" ? "a rule on the movement itself" : ofParty ? "this kind" : "a rule on the spender"}`;
  const modes = modesOf(entry, ofParty);
  const otherLifts = field("modes") === OTHER_LIFTS;

  const lanes = (name: "lanes" | "otherLanes", scoped: boolean): Check => ({
    field: name,
    holds: scoped ? field(name) !== 0xffn : field(name) === 0n,
    wanted: scoped ? "0 for all lanes, or a mask of some of them" : zero,
  });
  const countries = (name: "countrySet" | "otherCountrySet", scoped: boolean): Check => ({
    field: name,
    holds: field(name) === 0n || (scoped && (field(name) & 1n) !== 0n && field(name) >> 2n < BigInt(bounds.sets)),
    wanted: scoped ? `0 for every country, or used with the index of one of ${bounds.sets} sets` : zero,
  });
  const statuses = (name: "liftedBy" | "otherBits", may: boolean, mask: number, wanted: string): Check => ({
    field: name,
    holds: may ? within(field(name), mask) : field(name) === 0n,
    wanted: may ? wanted : zero,
  });

  const movements = ruleMovements(side ?? "token");

  // The engine's order, so that both name the same field.
  return [
    {
      field: "side",
      holds: side !== undefined && entry.sides.includes(side),
      wanted: `one of ${entry.sides.join(", ")}`,
    },
    limitCheck(asks ? readField(word, PLUG_IN_ADDRESS) : field("limit"), entry, bounds),
    {
      field: "movements",
      holds: field("movements") !== 0n && within(field("movements"), movements),
      wanted: `a mask of ${movementNames(movements)}, at least one of them: no other has the ${side ?? "party"}`,
    },
    {
      field: "provision",
      holds: field("provision") < BigInt(bounds.provisions),
      wanted: `the index of one of ${bounds.provisions} provisions`,
    },
    ...(asks ? [ALWAYS(field("path"))] : [windowCheck(field("window"), entry)]),
    {
      field: "modes",
      holds:
        field("modes") === 0n ||
        (modes.some((mode) => field("modes") === BigInt(maskOf(MODES, [mode]))) &&
          (field("modes") !== TOGETHER || (field("countrySet") !== 0n && (field("countrySet") & 2n) === 0n)) &&
          (!otherLifts || field("otherBits") !== 0n)),
      wanted: modes.length === 0 ? zero : `0, or one of: ${modes.map((mode) => MODE_WORDS[mode]).join("; ")}`,
    },
    lanes("lanes", ofParty),
    countries("countrySet", ofParty),
    statuses("liftedBy", liftable, 0xffff_ffff, "a mask of statuses"),
    lanes("otherLanes", conditional),
    countries("otherCountrySet", conditional),
    ...(asks
      ? []
      : [
          statuses(
            "otherBits",
            conditional || groups,
            otherLifts || groups ? 0xffff_ffff : ROLE_STATUSES,
            groups ? "a mask of statuses" : "a mask of roles, bits 24 to 31, unless they lift the rule",
          ),
        ]),
  ];
}

const movementNames = (mask: number): string =>
  MOVEMENT_NAMES.filter((name) => mask & (1 << MOVEMENTS[name])).join(", ");

const OTHER_LIFTS = BigInt(maskOf(MODES, ["otherLifts"]));
const TOGETHER = BigInt(maskOf(MODES, ["together"]));
const MODE_WORDS: Readonly<Record<Mode, string>> = {
  otherLifts: "otherLifts, with otherBits",
  perCountry: "perCountry",
  beneficial: "beneficial",
  together: "together, within a country set",
};

/** Only where there is another party can it lift a rule. */
const modesOf = ({ modes }: RuleKindEntry, ofParty: boolean): readonly Mode[] =>
  modes.filter((mode) => mode !== "otherLifts" || ofParty);

/** Who is asked last is asked whatever path is open. */
const ALWAYS = (path: bigint): Check => ({ field: "path", holds: path === 0n, wanted: "0 for this kind" });

type Window = NonNullable<RuleKindEntry["window"]>;

const WINDOW_WORDS = {
  basisPoints: ({ least, most }: Window) => `basis points, ${least} to ${most}`,
  basisPointsOrBelow: ({ least, most }: Window) =>
    `basis points, ${least} to ${most - STRICTLY}, and ${STRICTLY} more if the share itself is refused, too`,
  months: ({ least, most }: Window) => `months, ${least} to ${most}`,
  hundredths: ({ least, most }: Window) => `hundredths, ${least} to ${most}: 300 is three times`,
  span: () => `days, 1 to ${MOST_SPAN_DAYS}, or ${SPAN_MONTHS} and civil months, 1 to ${MOST_SPAN_MONTHS}`,
} as const;

function windowFits(value: number, { meaning, least, most }: Window): boolean {
  if (meaning === "span") {
    const most = value >= SPAN_MONTHS ? MOST_SPAN_MONTHS : MOST_SPAN_DAYS;
    return value % SPAN_MONTHS >= 1 && value % SPAN_MONTHS <= most;
  }
  if (meaning === "basisPointsOrBelow") return value % STRICTLY >= least && value % STRICTLY <= most - STRICTLY;
  return value >= least && value <= most;
}

const windowCheck = (value: bigint, { window }: RuleKindEntry): Check => ({
  field: "window",
  holds: window === undefined ? value === 0n : windowFits(Number(value), window),
  wanted: window === undefined ? "0 for this kind" : WINDOW_WORDS[window.meaning](window),
});

function limitCheck(value: bigint, { limit }: RuleKindEntry, { sets }: RuleBounds): Check {
  const namesSet = limit.meaning === "setIndex";
  const most = namesSet ? BigInt(sets) - 1n : limit.most;
  return {
    field: "limit",
    holds: value >= limit.least && value <= most,
    wanted: namesSet ? `the index of one of ${sets} sets` : `${limit.meaning}, ${limit.least} to ${most}`,
  };
}
