import { type Issue, RulebookInvalidError } from "../../errors/index.js";
import { repeats } from "../checks/repeats.js";
import { issuesOf } from "../issues.js";
import { SharedVocabulary } from "../vocabulary.js";

export type ParseVocabularyReturnType = SharedVocabulary;
export type ParseVocabularyErrorType = RulebookInvalidError;

/** Declared twice, or not whole. */
function checked({ facts, measures }: SharedVocabulary): readonly Issue[] {
  const twice = (list: readonly { readonly id: string }[], what: string) =>
    repeats(list.map(({ id }) => id)).map((index) => ({
      path: `${what}s[${index}].id`,
      message: `is the id of another ${what}`,
      value: list[index]?.id,
    }));
  const whole = facts.flatMap(({ type, unit, values }, index): readonly Issue[] => {
    const path = `facts[${index}]`;
    const listed = type === "enum" || type === "set";
    if (listed && values === undefined)
      return [{ path: `${path}.values`, message: "is missing: an enum or set lists its values" }];
    if (type === "number" && unit === undefined)
      return [{ path: `${path}.unit`, message: "is missing: a number has a unit" }];
    return type === "number" || unit === undefined ? [] : [{ path: `${path}.unit`, message: "is only for numbers" }];
  });
  return [...twice(facts, "fact"), ...twice(measures, "measure"), ...whole];
}

/**
 * Checks that a value is a vocabulary that packs can share, and types it. Pure; nothing is filled in or dropped.
 *
 * @param input What `JSON.parse` made of its file.
 * @throws {RulebookInvalidError} when anything is wrong. Lists every issue with its path.
 * @example
 * const vocabulary = parseVocabulary(JSON.parse(readFileSync("rulebooks/us/vocabulary.json", "utf8")));
 */
export function parseVocabulary(input: unknown): ParseVocabularyReturnType {
  const result = SharedVocabulary.safeParse(input);
  const issues = result.success ? checked(result.data) : issuesOf(result.error, input);
  if (!result.success || issues.length > 0) throw new RulebookInvalidError({ issues });
  return result.data;
}
