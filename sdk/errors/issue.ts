/** One thing that is wrong with an input, and where. */
export type Issue = {
  /** Into the input, as `provisions[3].effective.from`; empty: the input as a whole. */
  readonly path: string;
  /** What is wrong and what would be right. */
  readonly message: string;
  readonly value?: unknown;
};

const MOST_LISTED = 20;

/** One line an issue, in the order given; a long list is cut, `issues` of the error is not. */
export function issueLines(issues: readonly Issue[]): readonly string[] {
  const lines = issues
    .slice(0, MOST_LISTED)
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return issues.length > MOST_LISTED ? [...lines, `… and ${issues.length - MOST_LISTED} more`] : lines;
}

/** "1 issue", "3 issues". */
export const issueCount = ({ length }: readonly Issue[]): string => (length === 1 ? "1 issue" : `${length} issues`);
