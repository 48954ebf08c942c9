export type BaseErrorParameters = {
  /** Of the class, as callers match it. */
  readonly name?: string | undefined;
  /** The values, and the next step: one sentence each. */
  readonly metaMessages?: readonly string[] | undefined;
  /** What somebody else said: a node, a parser, the file system. */
  readonly details?: string | undefined;
  readonly cause?: unknown;
  /** Defaults to the entry of docs/errors.md that is named after the class. */
  readonly docsPath?: string | undefined;
};

const kebab = (name: string) =>
  name
    .replace(/Error$/, "")
    .replace(/(?<=[a-z0-9])[A-Z]/g, "-$&")
    .toLowerCase();

function detailsOf(cause: unknown): string | undefined {
  if (cause instanceof BaseError) return cause.details;
  return cause instanceof Error ? cause.message : undefined;
}

/** What every error of the SDK is. Match the class or `name`, never the text. */
export class BaseError extends Error {
  /** One sentence: the fact, with its values. */
  readonly shortMessage: string;
  /** Values and the next step: one sentence each. */
  readonly metaMessages: readonly string[];
  /** Path below docs/. */
  readonly docsPath: string;
  readonly details: string | undefined;

  constructor(shortMessage: string, parameters: BaseErrorParameters = {}) {
    const { name = "BaseError", metaMessages = [], cause } = parameters;
    const docsPath = parameters.docsPath ?? `/errors#${kebab(name)}`;
    const details = parameters.details ?? detailsOf(cause);
    const [page, anchor] = docsPath.split("#");
    const lines = [
      shortMessage,
      ...(metaMessages.length > 0 ? ["", ...metaMessages] : []),
      "",
      `Docs: docs${page}.md${anchor === undefined ? "" : `#${anchor}`}`,
      ...(details === undefined ? [] : [`Details: ${details}`]),
    ];
    super(lines.join("\n"), cause === undefined ? undefined : { cause });
    this.name = name;
    this.shortMessage = shortMessage;
    this.metaMessages = metaMessages;
    this.docsPath = docsPath;
    this.details = details;
  }

  /** The first of the chain of causes (this one included) that `match` accepts, or null; without `match` the innermost. */
  walk<Found>(match: (error: unknown) => error is Found): Found | null;
  walk(match?: (error: unknown) => boolean): unknown;
  walk(match?: (error: unknown) => boolean): unknown {
    return walk(this, match);
  }
}

function walk(error: unknown, match: ((error: unknown) => boolean) | undefined): unknown {
  if (match?.(error)) return error;
  if (error instanceof Error && error.cause !== undefined && error.cause !== null) return walk(error.cause, match);
  return match === undefined ? error : null;
}
