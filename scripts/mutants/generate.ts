import { compile, type Node, readSources as readFiles, type Sources } from "./solc.js";

/** One change of one place in one file. Offsets are of bytes. */
export type Mutant = {
  /** File, line, and a number among those of the line: `MostUnits:17:1`. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** What is mutated, on one line: the expression or statement, before and after. */
  readonly from: string;
  readonly to: string;
  readonly start: number;
  readonly length: number;
  readonly text: string;
  /** The body of the function or modifier that it is in. */
  readonly body: Span;
};
export type Span = { readonly start: number; readonly end: number };

/** Folders of contracts; of the root, the halves of the engine. What is mutated unless somebody asks for others: the rules, both halves with their records, and the token. */
export const ENFORCING: readonly string[] = ["", "records", "rules", "token"];
const NEIGHBOURS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "==": "!=",
  "!=": "==",
  "+": "-",
  "-": "+",
  "&&": "||",
  "||": "&&",
  "+=": "-=",
  "-=": "+=",
  "++": "--",
  "--": "++",
};
const REMOVED = ["ExpressionStatement", "EmitStatement", "RevertStatement", "Continue", "Break"];

/** All contracts, and what they import. */
export const readSources = (): Sources => readFiles(["contracts/**/*.sol"]);

export const inRules = ({ file }: Pick<Mutant, "file">): boolean => folderOf(file) === "rules";

/** The folder of a contract in contracts, which has no folders in it; the root has the engine's halves, and what they inherit. */
export const folderOf = (file: string): string => file.split("/").slice(1, -1).join("/");

/** Every mutant there is in these folders, from solc's syntax trees, in the order of files and places. */
export function generateMutants(sources: Sources, folders = ENFORCING): readonly Mutant[] {
  const { errors = [], sources: trees = {} } = compile(sources, { "*": { "": ["ast"] } });
  if (errors[0] !== undefined) throw new Error(errors[0].formattedMessage);
  const files = Object.keys(trees)
    .filter((file) => file.startsWith("contracts/") && folders.includes(folderOf(file)))
    .sort();
  const constants = new Set(files.flatMap((file) => constantsOf(trees[file]?.ast)));
  return files.flatMap((file) => {
    const ast = trees[file]?.ast;
    return ast === undefined ? [] : mutantsOf(file, Buffer.from(sources[file] ?? ""), ast, constants);
  });
}

/** The mutated text of the file. */
export function mutate(text: string, { start, length, text: replacement }: Mutant): string {
  const bytes = Buffer.from(text);
  return `${bytes.subarray(0, start).toString()}${replacement}${bytes.subarray(start + length).toString()}`;
}

type Change = Pick<Mutant, "start" | "length" | "text"> & { readonly whole: Span; readonly body: Span };

function mutantsOf(file: string, bytes: Buffer, ast: Node, constants: ReadonlySet<number>): readonly Mutant[] {
  const changes: Change[] = [];
  visit(ast, undefined, (node, body) => {
    for (const change of changesOf(node, bytes, constants)) changes.push({ ...change, body });
  });
  changes.sort((one, other) => one.start - other.start || one.length - other.length);
  const stem = file.slice(file.lastIndexOf("/") + 1, -".sol".length);
  const onLine = new Map<number, number>();
  return changes.map(({ start, length, text, whole, body }) => {
    const line = bytes.subarray(0, start).toString().split("\n").length;
    const number = (onLine.get(line) ?? 0) + 1;
    onLine.set(line, number);
    const cut = (from: number, to: number) => bytes.subarray(from, to).toString();
    const inLine = (one: string) => one.replaceAll(/\s+/g, " ").trim();
    return {
      name: `${stem}:${line}:${number}`,
      file,
      line,
      from: inLine(cut(whole.start, whole.end)),
      to: inLine(cut(whole.start, start) + text + cut(start + length, whole.end)),
      start,
      length,
      text,
      body,
    };
  });
}

/** Calls `seen` with every node inside the body of a function or modifier. */
function visit(value: unknown, body: Span | undefined, seen: (node: Node, body: Span) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) visit(one, body, seen);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  if (node.nodeType === "InlineAssembly") return;
  if (body !== undefined && typeof node.nodeType === "string") seen(node, body);
  const isFunction = node.nodeType === "FunctionDefinition" || node.nodeType === "ModifierDefinition";
  for (const [key, child] of Object.entries(node)) {
    const inBody = isFunction && key === "body" && isNode(child) ? spanOf(child) : body;
    if (typeof child === "object") visit(child, inBody, seen);
  }
}

function changesOf(node: Node, bytes: Buffer, constants: ReadonlySet<number>): readonly Omit<Change, "body">[] {
  const whole = spanOf(node);
  const replace = (span: Span, text: string) => ({ start: span.start, length: span.end - span.start, text, whole });
  const textOf = (span: Span) => bytes.subarray(span.start, span.end).toString();
  const operator = (from: number, to: number) => {
    const found = /[^\s]+/.exec(textOf({ start: from, end: to }));
    const other = found === null ? undefined : NEIGHBOURS[found[0]];
    if (found === null || other === undefined) return [];
    const start = from + Buffer.byteLength(found.input.slice(0, found.index));
    return [replace({ start, end: start + found[0].length }, other)];
  };
  const gap = (left: unknown, right: unknown) =>
    isNode(left) && isNode(right) ? operator(spanOf(left).end, spanOf(right).start) : [];
  if (REMOVED.includes(node.nodeType)) {
    // Of a statement the tree leaves out the semicolon, which the step of a loop does not have.
    const ends = bytes.toString("latin1", whole.end, whole.end + 1) === ";";
    return [replace({ start: whole.start, end: whole.end + (ends ? 1 : 0) }, ends ? "{}" : "")];
  }
  switch (node.nodeType) {
    case "BinaryOperation":
      return gap(node["leftExpression"], node["rightExpression"]);
    case "Assignment":
      return gap(node["leftHandSide"], node["rightHandSide"]);
    case "UnaryOperation": {
      const inner = node["subExpression"];
      if (!isNode(inner)) return [];
      return node["prefix"] === true
        ? operator(whole.start, spanOf(inner).start)
        : operator(spanOf(inner).end, whole.end);
    }
    case "Literal": {
      if (node["kind"] !== "number" || node["subdenomination"]) return [];
      return neighbours(textOf(whole)).map((text) => replace(whole, text));
    }
    case "Identifier": {
      const isConstant = constants.has(Number(node["referencedDeclaration"]));
      return isConstant ? ["+", "-"].map((sign) => replace(whole, `(${textOf(whole)} ${sign} 1)`)) : [];
    }
    case "FunctionCall":
      return exchanges(node, textOf).map(({ span, text }) => replace(span, text));
    default:
      return [];
  }
}

/** The number before, if there is one, and the number after. */
function neighbours(text: string): readonly string[] {
  const digits = text.replaceAll("_", "");
  if (!/^(0[xX][\da-fA-F]+|\d+)$/.test(digits) || digits.length === 42) return [];
  const value = BigInt(digits);
  const written = (one: bigint) =>
    /^0x/i.test(digits) ? `0x${one.toString(16).padStart(digits.length - 2, "0")}` : String(one);
  return value > 0n ? [written(value + 1n), written(value - 1n)] : [written(value + 1n)];
}

/** Pairs of arguments of one type, each taking the other's place. */
function exchanges(call: Node, textOf: (span: Span) => string): readonly { span: Span; text: string }[] {
  const given = call["arguments"] as readonly Node[];
  if (call["kind"] === "typeConversion" || (call["names"] as readonly string[]).length > 0) return [];
  const typeOf = (node: Node) => (node["typeDescriptions"] as { readonly typeIdentifier?: string }).typeIdentifier;
  return given.flatMap((one, i) =>
    given.slice(i + 1).flatMap((other) => {
      const [a, b] = [spanOf(one), spanOf(other)];
      if (typeOf(one) !== typeOf(other) || textOf(a) === textOf(b)) return [];
      const between = textOf({ start: a.end, end: b.start });
      return [{ span: { start: a.start, end: b.end }, text: textOf(b) + between + textOf(a) }];
    }),
  );
}

/** Integer constants that a file declares. */
function constantsOf(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(constantsOf);
  if (!isNode(value)) return [];
  if (value.nodeType === "VariableDeclaration") {
    const { typeString } = value["typeDescriptions"] as { readonly typeString?: string };
    return value["constant"] === true && /^u?int/.test(typeString ?? "") ? [value.id] : [];
  }
  return ["nodes"].flatMap((key) => constantsOf(value[key]));
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "nodeType" in value;

function spanOf({ src }: Node): Span {
  const [start = 0, length = 0] = src.split(":").map(Number);
  return { start, end: start + length };
}
