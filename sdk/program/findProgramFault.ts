import { type Hex, isHex } from "viem";
import type { ProgramErrorName, ProgramFault } from "../errors/index.js";
import {
  HEADER_WORD,
  MOST_METERED,
  MOST_PLUG_INS,
  MOST_POSITIONS,
  ORIGIN_BITS,
  ORIGINS,
  PROGRAM,
  readField,
  type Rule,
  RULE_KINDS,
  RULE_WORD,
  type RuleKindEntry,
} from "../kinds/index.js";
import { isEmptySet, isFullSet } from "./countrySetWords.js";
import { findRuleFault } from "./findRuleFault.js";
import { type Counts, countsIn, programLength, type Sections, sectionsOf, wordAt, wordOf } from "./layout.js";
import { guardsOf } from "./guardsOf.js";
import { groupSetsOf, needsOf } from "./needsOf.js";
import { readRule } from "./ruleWord.js";

const faultOf = (
  error: ProgramErrorName | null,
  args: readonly (number | bigint)[],
  place: string,
  value: string,
  remedy: string,
): ProgramFault => ({ error, args: args.map(BigInt), place, value, remedy });

/** The first thing wrong with a program's bytes, in the order in which the engine looks; undefined: `publish` takes them. */
export function findProgramFault(bytes: Hex): ProgramFault | undefined {
  if (!isHex(bytes) || bytes.length % 2 !== 0)
    return faultOf(null, [], "the bytes", "no hexadecimal bytes", "Give whole bytes as 0x and hexadecimal digits.");
  const found = findLengthFault(bytes) ?? findHeaderFault(bytes);
  if (found !== undefined) return found;
  const sections = sectionsOf(bytes);
  const bounds = { sets: sections.sets.length, provisions: sections.provisions.length };
  const words = sections.rules.map(wordOf);
  const fault =
    findSetFault(sections) ??
    findProvisionFault(sections) ??
    first(words, (word, index) => findRuleFault(word, index, bounds) ?? findRuleOrderFault(words, word, index));
  if (fault !== undefined) return fault;
  const rules = words.map(readRule);
  const header = wordAt(bytes, 0);
  return (
    findKindsFault(rules) ??
    findNeedsFault(header, rules) ??
    findGroupsFault(header, rules) ??
    findUseFault(rules, bounds) ??
    findGuardFault(header, sections, words)
  );
}

function first<T>(
  items: readonly T[],
  find: (item: T, index: number) => ProgramFault | undefined,
): ProgramFault | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

const lengthOf = (bytes: Hex): number => (bytes.length - 2) / 2;

function findLengthFault(bytes: Hex): ProgramFault | undefined {
  const length = lengthOf(bytes);
  const least = programLength({ rules: 0, sets: 0, provisions: 0, guards: 0 });
  if (length < least) return truncated(length, least);
  return length > PROGRAM.mostBytes ? tooLong(length) : undefined;
}

const truncated = (length: number, expected: number): ProgramFault =>
  faultOf(
    "ProgramTruncated",
    [length, expected],
    "the bytes",
    `${length} of them`,
    `Give the ${expected} bytes that the header announces; nothing may follow the rulebook's hash.`,
  );

const tooLong = (length: number): ProgramFault =>
  faultOf(
    "ProgramTooLong",
    [length, PROGRAM.mostBytes],
    "the bytes",
    `${length} of them`,
    `A program has at most ${PROGRAM.mostBytes} bytes: leave rules or country sets out.`,
  );

/** Of the header: what says of guards, and the bits after it that say nothing. */
const GUARD_FIELDS = (1n << BigInt(HEADER_WORD.groupSets.offset)) - 1n;
const FIRST_UNUSED = 56n;

function findHeaderFault(bytes: Hex): ProgramFault | undefined {
  const header = wordAt(bytes, 0);
  const magic = Number(readField(header, HEADER_WORD.magic));
  const version = Number(readField(header, HEADER_WORD.version));
  const rest = (header & GUARD_FIELDS) >> FIRST_UNUSED;
  if (magic !== PROGRAM.magic || version !== PROGRAM.version || rest !== 0n || !isClock(header))
    return faultOf(
      "HeaderInvalid",
      [header],
      "the header",
      `0x${header.toString(16).padStart(64, "0")}`,
      `A program begins with 0x${PROGRAM.magic.toString(16)} ("WBP1") and version ${PROGRAM.version}; unused bits are 0, origins below ${ORIGINS}, and a clock that runs on is kept by nobody.`,
    );
  const counts = countsIn(header);
  const length = lengthOf(bytes);
  const expected = programLength(counts);
  return findCountFault(counts) ?? (length === expected ? undefined : truncated(length, expected));
}

/** A clock that always runs on is kept by nobody in particular. Each lane has one of the origins. */
function isClock(header: bigint): boolean {
  const runsOn = readField(header, HEADER_WORD.clockRunsOn);
  if (runsOn > 1n || (runsOn === 1n && readField(header, HEADER_WORD.clockKeptBy) !== 0n)) return false;
  const origins = readField(header, HEADER_WORD.origins);
  const digits = origins.toString(2 ** ORIGIN_BITS);
  return [...digits].every((digit) => Number.parseInt(digit, 2 ** ORIGIN_BITS) < ORIGINS);
}

const MOST: readonly (readonly ["rules" | "sets" | "provisions", ProgramErrorName, number])[] = [
  ["rules", "RulesAboveMost", PROGRAM.mostRules],
  ["sets", "SetsAboveMost", PROGRAM.mostSets],
  ["provisions", "ProvisionsAboveMost", PROGRAM.mostProvisions],
];

/** More of something than a program may have. */
export const findCountFault = (counts: Counts): ProgramFault | undefined =>
  first(MOST, ([what, error, most]) =>
    counts[what] > most
      ? faultOf(error, [counts[what], most], what, String(counts[what]), `A program has at most ${most} ${what}.`)
      : undefined,
  );

const findSetFault = ({ sets }: Sections): ProgramFault | undefined =>
  first(sets, (set, index) => {
    if (isEmptySet(set) || isFullSet(set)) {
      const value = isEmptySet(set) ? "no country" : "every country";
      return faultOf(
        "SetInvalid",
        [index],
        `country set ${index}`,
        value,
        "Name some countries; leave the set out else.",
      );
    }
    const before = sets[index - 1];
    return before !== undefined && before >= set
      ? faultOf("SetsUnsorted", [index], `country set ${index}`, `not above set ${index - 1}`, SORT)
      : undefined;
  });

const SORT = "Sort strictly ascending, as `assembleProgram` does.";

const ruleOrder = (word: bigint): readonly bigint[] => [
  readField(word, RULE_WORD.path),
  readField(word, RULE_WORD.kind),
  word,
];

/** Whether a rule word stands before another in a program: by path, kind, word. */
export function isRuleBefore(a: bigint, b: bigint): boolean {
  const [left, right] = [ruleOrder(a), ruleOrder(b)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at !== -1 && (left[at] ?? 0n) < (right[at] ?? 0n);
}

function findRuleOrderFault(words: readonly bigint[], word: bigint, index: number): ProgramFault | undefined {
  const before = words[index - 1];
  if (before === undefined || isRuleBefore(before, word)) return undefined;
  return faultOf("RulesUnsorted", [index], `rule ${index}`, `not above rule ${index - 1}`, SORT);
}

const FEW: readonly (readonly [RuleKindEntry["judgedOn"], ProgramErrorName, number, string])[] = [
  ["meter", "MeteredAboveMost", MOST_METERED, "rules that read a meter"],
  ["plugIn", "PlugInsAboveMost", MOST_PLUG_INS, "rules that ask another contract"],
  ["positions", "PositionLimitsAboveMost", MOST_POSITIONS, "rules that move a position book"],
];

/** More rules of some kinds than a program may have. */
const findKindsFault = (rules: readonly Rule[]): ProgramFault | undefined =>
  first(FEW, ([judgedOn, error, most, what]) => {
    const count = rules.filter(({ kind }) => RULE_KINDS[kind].judgedOn === judgedOn).length;
    if (count <= most) return undefined;
    return faultOf(error, [count, most], "the rules", `${count} ${what}`, `A program has at most ${most} of them.`);
  });

const findProvisionFault = ({ provisions }: Sections): ProgramFault | undefined =>
  first(provisions, (provision, index) => {
    const before = provisions[index - 1];
    return before !== undefined && before >= provision
      ? faultOf("ProvisionsUnsorted", [index], `provision ${index}`, `not above provision ${index - 1}`, SORT)
      : undefined;
  });

function findUseFault(rules: readonly Rule[], bounds: { sets: number; provisions: number }): ProgramFault | undefined {
  const sets = new Set(rules.flatMap(setsOf));
  const provisions = new Set(rules.map(({ provision }) => provision));
  const unused = (used: ReadonlySet<number>, count: number) =>
    Array.from({ length: count }, (_, index) => index).find((index) => !used.has(index));
  const set = unused(sets, bounds.sets);
  if (set !== undefined) return faultOf("SetUnused", [set], `country set ${set}`, "named by no rule", "Leave it out.");
  const provision = unused(provisions, bounds.provisions);
  if (provision === undefined) return undefined;
  return faultOf("ProvisionUnused", [provision], `provision ${provision}`, "named by no rule", "Leave it out.");
}

/** The country sets that a rule names. */
export function setsOf({ kind, countrySet, otherCountrySet, limit }: Rule): readonly number[] {
  const sets = [countrySet?.set, otherCountrySet?.set];
  if (RULE_KINDS[kind].limit.meaning === "setIndex") sets.push(Number(limit));
  return sets.filter((set) => set !== undefined);
}

function findNeedsFault(header: bigint, rules: readonly Rule[]): ProgramFault | undefined {
  const given = Number(readField(header, HEADER_WORD.needs));
  const wanted = needsOf(rules);
  if (given === wanted) return undefined;
  return faultOf("NeedsWrong", [given, wanted], "the header's needs", String(given), `The rules need ${wanted}.`);
}

function findGroupsFault(header: bigint, rules: readonly Rule[]): ProgramFault | undefined {
  const given = Number(readField(header, HEADER_WORD.groupSets));
  const wanted = groupSetsOf(rules);
  if (given === wanted) return undefined;
  const remedy = `The rules count ${wanted} together.`;
  return faultOf("GroupSetsWrong", [given, wanted], "the header's groups", String(given), remedy);
}

function findGuardFault(header: bigint, { guards }: Sections, rules: readonly bigint[]): ProgramFault | undefined {
  const { header: wanted, words } = guardsOf(rules);
  return first([header & GUARD_FIELDS, ...guards.map(wordOf)], (given, index) => {
    const right = [wanted, ...words][index] ?? 0n;
    if (given === right) return undefined;
    const place = index === 0 ? "the header's guards" : `word ${index} of the guards`;
    const remedy = `The rules ask for 0x${right.toString(16)}: encode them, as \`encodeProgram\` does.`;
    return faultOf("GuardWrong", [index, given, right], place, `0x${given.toString(16)}`, remedy);
  });
}
