import { concatHex, type Hex, numberToHex } from "viem";
import { HEADER_WORD, writeField } from "../../sdk/kinds/index.js";
import { sectionsOf, wordAt } from "../../sdk/program/layout.js";

/**
 * What the code of a program would be if it had no guards: the engine then judges each of its rules. `publish` takes no such program, so that this can
 * only be measured.
 */
export function codeWithoutGuards(bytes: Hex): Hex {
  const { sets, rules, provisions, rulebook } = sectionsOf(bytes);
  const fields = [HEADER_WORD.guards, HEADER_WORD.restFrom, HEADER_WORD.booksFrom, HEADER_WORD.restTo];
  const header = fields.reduce((word, field) => writeField(word, field, 0n), wordAt(bytes, 0));
  const rest = [...sets, ...rules, ...provisions, rulebook].map((digits): Hex => `0x${digits}`);
  return concatHex(["0x00", numberToHex(header, { size: 32 }), ...rest]);
}
