import { type Issue, RulebookInvalidError } from "../../errors/index.js";
import { repeats } from "../checks/repeats.js";
import { TypeCheck } from "../checks/types.js";
import { unreadable } from "../depth.js";
import { issuesOf } from "../issues.js";
import { factsRead } from "../values/reads.js";
import type { SharedVocabulary } from "../vocabulary.js";
import { Classification } from "./classification.js";

export type ParseClassificationReturnType = Classification;
export type ParseClassificationErrorType = RulebookInvalidError;

function checked(
  { rows, factors, stateFact, vocabulary: named }: Classification,
  vocabulary: SharedVocabulary,
): readonly Issue[] {
  const facts = new Map(vocabulary.facts.map((fact) => [fact.id as string, fact]));
  const ids = rows.map(({ id }) => id);
  const types = new TypeCheck(facts);
  const tests = [
    ...rows.map(({ when }, index) => ({ when, path: `rows[${index}].when` })),
    ...factors.map(({ when }, index) => ({ when, path: `factors[${index}].when` })),
  ];
  for (const { when, path } of tests) types.predicate(when, path);
  const undeclared = [{ when: { fact: stateFact }, path: "stateFact" }, ...tests].flatMap(({ when, path }) =>
    factsRead(when).flatMap((id) =>
      facts.has(id) ? [] : [{ path, message: "names no fact that is declared", value: id }],
    ),
  );
  const strange = rows.flatMap(({ over = [] }, index) =>
    over.flatMap(({ row }, place) =>
      ids.includes(row) ? [] : [{ path: `rows[${index}].over[${place}].row`, message: "names no row", value: row }],
    ),
  );
  const twice = repeats(ids).map((index) => ({
    path: `rows[${index}].id`,
    message: "is the id of another row",
    value: ids[index],
  }));
  const other =
    named === vocabulary.id
      ? []
      : [{ path: "vocabulary", message: `must be "${vocabulary.id}", the vocabulary given`, value: named }];
  return [...other, ...twice, ...strange, ...undeclared, ...types.issues];
}

/**
 * Checks that a value is a table by which products are classified, and types it. Pure; nothing is filled in or dropped.
 *
 * @param vocabulary That which the table names.
 * @throws {RulebookInvalidError} when anything is wrong. Lists every issue with its path.
 * @example
 * const table = parseClassification(JSON.parse(readFileSync("rulebooks/us/classification.json", "utf8")), { vocabulary });
 */
export function parseClassification(
  input: unknown,
  { vocabulary }: { readonly vocabulary: SharedVocabulary },
): ParseClassificationReturnType {
  const deep = unreadable(input);
  if (deep.length > 0) throw new RulebookInvalidError({ issues: deep });
  const result = Classification.safeParse(input);
  const issues = result.success ? checked(result.data, vocabulary) : issuesOf(result.error, input);
  if (!result.success || issues.length > 0) throw new RulebookInvalidError({ issues });
  return result.data;
}
