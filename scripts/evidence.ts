/** Tests of one file, as a page names them: `file`: "a test", `test_AnotherTest`. */
export type Evidence = {
  readonly file: string;
  readonly names: readonly string[];
  readonly missing: readonly string[];
};

/** What a test file calls its tests: titles of `describe` and `it`, and functions of Solidity tests. */
function titlesOf(source: string): readonly string[] {
  // A title made of parts is one of several: the text between the parts counts.
  const titles = [...source.matchAll(/\b(?:describe|it)(?:\.\w+)?\(\s*(["`])((?:\\.|(?!\1).)*)\1/gs)];
  const functions = [...source.matchAll(/\bfunction ((?:test|testFuzz|invariant)_\w+)\(/g)];
  return [...titles.map(([, , title = ""]) => title), ...functions.map(([, name = ""]) => name)];
}

/**
 * Reads the tests that a cell of a table names. What stands in quotation marks must be part of a title, whole or between its parameters; a function must be
 * there by its name.
 *
 * @param read The text of a file, or undefined if there is none.
 */
export function readEvidence(cell: string, read: (path: string) => string | undefined): readonly Evidence[] {
  return cell.split("; `").flatMap((part) => {
    const file = /`?(test\/[^`]*)`/.exec(part)?.[1];
    if (file === undefined) return [];
    const names = [...part.matchAll(/"([^"]*)"|`((?:test|testFuzz|invariant)_\w+)`/g)].map(
      ([, title, name]) => title ?? name ?? "",
    );
    const source = read(file);
    if (source === undefined) return [{ file, names, missing: ["(no such file)"] }];
    const titles = titlesOf(source);
    return [{ file, names, missing: names.filter((name) => !titles.some((title) => title.includes(name))) }];
  });
}
