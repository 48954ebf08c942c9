import type { Hex } from "viem";
import {
  HEADER_WORD,
  LANES,
  MOST_METERED,
  MOST_PLUG_INS,
  MOST_POSITIONS,
  PROGRAM,
  readField,
  type Rule,
  RULE_KIND_NAMES,
  RULE_KINDS,
  RULE_MOVEMENTS,
  RULE_WORD,
  type RuleKindEntry,
  ruleMovements,
  writeField,
} from "../../sdk/kinds/index.js";
import { assembleProgram, type CountrySet, type Program } from "../../sdk/program/index.js";
import { someRule } from "../fixtures/rules.js";
import { bytesOf, word, wordsOf } from "./encode.js";
import type { Random } from "./random.js";
import { SETS } from "./sets.js";

const RULEBOOK: Hex = `0x${"22".repeat(32)}`;
const PROVISION: Hex = `0x${"11".repeat(32)}`;

/** A program of many rules that guards stand for, on few limits, parties and lanes: so that they meet in one guard, and some admit nobody. */
export function guardedProgram(random: Random): Hex {
  const rules = Array.from({ length: 2 + random.int(20) }, () => guardedRule(random));
  return programOf(rules, SETS).bytes;
}

/** A program that has as much of something as it may; or the same with one more of it, or bytes as long as a program may be, or longer by one. */
export function fullProgram(random: Random): Hex {
  if (random.oneIn(8)) return `0x${"00".repeat(PROGRAM.mostBytes + random.int(2))}`;
  const { program, of } = random.pick(fullPrograms());
  return random.oneIn(2) ? program.bytes : withOneMore(program, of);
}

const programOf = (
  rules: readonly Rule[],
  countrySets: readonly CountrySet[] = [],
  provisions: readonly Hex[] = [PROVISION],
): Program => assembleProgram({ rules, countrySets, provisions, rulebook: RULEBOOK });

const GUARDED = RULE_KIND_NAMES.filter((kind) => !["plugIn", "positions"].includes(RULE_KINDS[kind].judgedOn));

function guardedRule(random: Random): Rule {
  const kind = random.pick(GUARDED);
  const { sides, limit, window }: RuleKindEntry = RULE_KINDS[kind];
  const side = random.pick(sides);
  const isParty = side === "sender" || side === "receiver";
  const near = random.pick([limit.least, limit.least + 1n, limit.least + 2n, limit.most - 1n, limit.most]);
  const within = near < limit.least ? limit.least : near > limit.most ? limit.most : near;
  const all = ruleMovements(side) & RULE_MOVEMENTS;
  const least = Math.max(window?.least ?? 0, 1);
  const lanes = isParty && random.oneIn(2) ? 1 + random.int(2 ** LANES - 2) : 0;
  return someRule({
    ...{ kind, side, lanes, path: random.oneIn(12) ? 1 : 0 },
    limit: limit.meaning === "setIndex" ? BigInt(random.int(SETS.length)) : within,
    window:
      window === undefined ? 0 : random.pick([least, least + 1, window.meaning === "basisPoints" ? 5_000 : least]),
    movements: all & random.int(all + 1) || all,
  });
}

type Full = {
  readonly program: Program;
  /** What there is one more of. */
  readonly of: "rules" | "sets" | "provisions";
};

let made: readonly Full[] | undefined;

function fullPrograms(): readonly Full[] {
  const units = (count: number) =>
    Array.from({ length: count }, (_, i) => someRule({ kind: "mostUnits", limit: BigInt(i + 1) }));
  const upTo = (count: number, rule: Omit<Rule, "limit">) =>
    programOf(Array.from({ length: count }, (_, i) => ({ ...rule, limit: BigInt(i + 1) })));
  made ??= [
    { program: programOf(units(PROGRAM.mostRules)), of: "rules" },
    {
      program: programOf(
        Array.from({ length: PROGRAM.mostSets }, (_, i) => someRule({ kind: "countryNotIn", limit: BigInt(i) })),
        Array.from({ length: PROGRAM.mostSets }, (_, i) => [i + 1]),
      ),
      of: "sets",
    },
    {
      program: programOf(
        units(PROGRAM.mostProvisions).map((rule, provision) => ({ ...rule, provision })),
        [],
        Array.from({ length: PROGRAM.mostProvisions }, (_, i): Hex => `0x${word(i + 1)}`),
      ),
      of: "provisions",
    },
    { program: upTo(MOST_METERED, someRule({ kind: "mostOutflow", side: "sender", window: 30 })), of: "rules" },
    { program: upTo(MOST_PLUG_INS, someRule({ kind: "plugIn", side: "token" })), of: "rules" },
    { program: upTo(MOST_POSITIONS, someRule({ kind: "positionLimit", side: "token" })), of: "rules" },
  ];
  return made;
}

/** Bytes with one more rule, set or provision after the last, which it follows. */
function withOneMore({ bytes, rules, countrySets, provisions }: Program, of: Full["of"]): Hex {
  const words = wordsOf(bytes);
  const header = words[0] ?? 0n;
  const firstRule = 1 + 4 * countrySets.length + Number(readField(header, HEADER_WORD.guards));
  const end = {
    sets: 1 + 4 * countrySets.length,
    rules: firstRule + rules.length,
    provisions: firstRule + rules.length + provisions.length,
  }[of];
  const last = words.slice(of === "sets" ? end - 4 : end - 1, end);
  const next = [...last.slice(0, -1), nextOf(last.at(-1) ?? 0n, of)];
  words[0] = writeField(header, HEADER_WORD[of], readField(header, HEADER_WORD[of]) + 1n);
  words.splice(end, 0, ...next);
  return bytesOf(words);
}

const nextOf = (last: bigint, of: Full["of"]): bigint =>
  of === "rules" ? writeField(last, RULE_WORD.limit, readField(last, RULE_WORD.limit) + 1n) : last + 1n;
