import type { z } from "zod";
import type { Issue } from "../errors/index.js";

/** Characters of a value that an issue repeats; a longer one is left out. */
const MOST_SHOWN = 200;

export type Path = readonly PropertyKey[];
type ZodIssue = z.core.$ZodIssue;

/** A path as issues write it: `uses[3].how.enforce[0].least`. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === "" ? name : `${text}.${name}`;
  }, "");

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }, input);

const typeOf = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`);
const TYPE_WORDS: Readonly<Record<string, string>> = { array: "a list", int: "a whole number", object: "an object" };

/** zod's own words say little about where; ours start after the path. Messages of our schemas stay as they are. */
function messageOf(issue: ZodIssue, value: unknown): string {
  if (value === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value")) return "is missing";
  if (issue.code === "too_big" && issue.origin === "string")
    return `must not be longer than ${issue.maximum} characters`;
  if (issue.code === "too_big" && issue.origin !== "array") return `must be at most ${issue.maximum}`;
  if (issue.code === "too_small" && issue.origin !== "array") return `must be at least ${issue.minimum}`;
  if (!issue.message.startsWith("Invalid ")) return issue.message;
  if (issue.code === "invalid_value")
    return `must be ${issue.values.map((wanted) => JSON.stringify(wanted)).join(" or ")}`;
  if (issue.code === "invalid_type")
    return `must be ${TYPE_WORDS[issue.expected] ?? `a ${issue.expected}`}, and is ${typeOf(value)}`;
  return issue.message;
}

/** How far an alternative of a union is from the shape of the value: fields too many and fields missing. */
function misfit(issues: readonly ZodIssue[], value: unknown): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0) return sum + issue.keys.length;
    if (issue.path.length === 0) return sum + 1000;
    return issue.path.length === 1 && valueAt(value, issue.path) === undefined ? sum + 1 : sum;
  }, 0);
}

function ofUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, input: unknown): readonly Issue[] {
  const value = valueAt(input, path);
  if (issue.errors.length === 0) {
    // No member has this tag.
    const options = "options" in issue && Array.isArray(issue.options) ? `: ${issue.options.join(", ")}` : "";
    return [
      { path: pathText(path), message: value === undefined ? "is missing" : `must be a known type${options}`, value },
    ];
  }
  const ranked = issue.errors
    .map((issues) => ({ issues, misfit: misfit(issues, value) }))
    .sort((one, other) => one.misfit - other.misfit);
  const [best, next] = ranked;
  if (best === undefined || best.misfit >= 1000 || best.misfit === next?.misfit) {
    return [
      {
        path: pathText(path),
        message: value === undefined ? "is missing" : "has none of the forms that are possible here",
        value,
      },
    ];
  }
  return best.issues.flatMap((inner) => ofIssue({ ...inner, path: [...path, ...inner.path] }, input));
}

function ofIssue(issue: ZodIssue, input: unknown): readonly Issue[] {
  if (issue.code === "invalid_union") return ofUnion(issue, issue.path, input);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: "is not a field here" }));
  }
  if (issue.code === "invalid_key") {
    return [{ path: pathText(issue.path), message: issue.issues[0]?.message ?? "is no name that is possible here" }];
  }
  const value = valueAt(input, issue.path);
  const long = typeof value === "string" && value.length > MOST_SHOWN;
  const shown = typeof value === "object" || long ? undefined : value;
  return [
    { path: pathText(issue.path), message: messageOf(issue, value), ...(shown === undefined ? {} : { value: shown }) },
  ];
}

/** What a schema found, one issue each place. In a union only the alternative that fits the value's shape best speaks. */
export const issuesOf = (error: z.ZodError, input: unknown): readonly Issue[] =>
  error.issues.flatMap((issue) => ofIssue(issue, input));
