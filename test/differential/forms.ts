import { concatHex, type Hex, slice } from "viem";
import {
  HEADER_WORD,
  readField,
  RULE_KIND_NAMES,
  RULE_KINDS,
  RULE_WORD,
  type RuleKind,
  type RuleKindEntry,
  ruleKindOf,
  writeField,
} from "../../sdk/kinds/index.js";
import type { Program } from "../../sdk/program/index.js";
import { bytesOf, word, wordsOf } from "./encode.js";
import type { Random } from "./random.js";

type Fields = Readonly<Record<string, { readonly offset: number; readonly bits: number }>>;

/** Bytes of a program like the given one but for its rulebook, or with one thing changed that may make them none. */
export function someForm(random: Random, { bytes, rules, countrySets, provisions }: Program): Hex {
  const words = wordsOf(bytes);
  // Equal bytes are published already.
  words[words.length - 1] = 3n;
  const firstRule = 1 + 4 * countrySets.length + Number(readField(words[0] ?? 0n, HEADER_WORD.guards));
  const someRule = () => firstRule + random.int(rules.length);
  const at = (place: number) => words[place] ?? 0n;
  switch (random.int(12)) {
    case 0:
      break;
    case 1:
      words[0] = otherField(random, at(0), HEADER_WORD);
      break;
    case 2:
    case 3:
    case 4: {
      const place = someRule();
      words[place] = otherField(random, at(place), RULE_WORD);
      break;
    }
    case 5:
    case 6: {
      const place = someRule();
      words[place] = atABound(random, at(place));
      break;
    }
    case 7: {
      const [one, other] = [someRule(), someRule()];
      [words[one], words[other]] = [at(other), random.oneIn(2) ? at(one) : at(other)];
      break;
    }
    case 8: {
      const place = someRule();
      words[place] = namingASet(random, at(place), countrySets.length);
      break;
    }
    case 9: {
      const someProvision = () => words.length - 2 - random.int(provisions.length);
      const [one, other] = [someProvision(), someProvision()];
      [words[one], words[other]] = [at(other), random.oneIn(2) ? at(one) : at(other)];
      break;
    }
    case 10: {
      const place = 1 + random.int(words.length - 1);
      words[place] = random.pick([0n, 2n ** 256n - 1n, at(place) ^ (1n << BigInt(random.int(256))), at(place - 1)]);
      break;
    }
    default: {
      const made = bytesOf(words);
      return random.oneIn(2)
        ? slice(made, 0, random.int(32 * words.length))
        : concatHex([made, `0x${word(random.int(3))}`]);
    }
  }
  return bytesOf(words);
}

/** A word of which one field says something else: mostly the least or most that it can, or a neighbour of what it said. */
function otherField(random: Random, from: bigint, layout: Fields): bigint {
  const field = random.pick(Object.values(layout));
  const most = (1n << BigInt(field.bits)) - 1n;
  const own = readField(from, field);
  const values = [0n, 1n, most, own + 1n, own - 1n, 1n << BigInt(random.int(field.bits)), random.amount(most)];
  return writeField(from, field, BigInt.asUintN(field.bits, random.pick(values)));
}

/** A rule word of which the limit, the window or the kind lies on a bound of its kind, or beyond by one. */
function atABound(random: Random, from: bigint): bigint {
  const kind = ruleKindOf(Number(readField(from, RULE_WORD.kind)));
  if (kind === undefined || random.oneIn(4)) {
    const id = BigInt(RULE_KINDS[random.pick(RULE_KIND_NAMES)].id + random.int(3) - 1);
    return writeField(from, RULE_WORD.kind, id);
  }
  const { limit, window }: RuleKindEntry = RULE_KINDS[kind];
  const around = (value: bigint, bits: number) => BigInt.asUintN(bits, value + BigInt(random.int(3)) - 1n);
  if (window !== undefined && random.oneIn(2)) {
    const value = around(BigInt(random.pick([window.least, window.most])), RULE_WORD.window.bits);
    return writeField(from, RULE_WORD.window, value);
  }
  return writeField(from, RULE_WORD.limit, around(random.pick([limit.least, limit.most]), RULE_WORD.limit.bits));
}

const NAMING_SETS: readonly RuleKind[] = ["countryIn", "countryNotIn", "regionIn", "regionNotIn"];

/** A rule that names a set about the last one, which is none where a program has no sets, for the movements and the provision of the given rule. */
function namingASet(random: Random, from: bigint, sets: number): bigint {
  const kept = (["movements", "provision"] as const).reduce(
    (word, name) => writeField(word, RULE_WORD[name], readField(from, RULE_WORD[name])),
    0n,
  );
  const kind = BigInt(RULE_KINDS[random.pick(NAMING_SETS)].id);
  const set = BigInt(Math.max(0, sets - 1 + random.int(3)));
  const judging = writeField(writeField(kept, RULE_WORD.kind, kind), RULE_WORD.side, BigInt(random.int(2)));
  return writeField(judging, RULE_WORD.limit, set);
}
