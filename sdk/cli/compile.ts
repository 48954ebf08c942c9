import type { Command } from "commander";
import { size } from "viem";
import { ParameterInvalidError } from "../errors/index.js";
import { compile, type CompiledProgram, movementsOf, ruleInWords } from "../program/index.js";
import { hashRulebook, type Rulebook } from "../rulebook/index.js";
import { moment } from "../verdict/words.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { type Page, pageOf } from "./page.js";
import { packsOf } from "./packsOf.js";
import { readRulebook, writeText } from "./readFiles.js";
import { inFile } from "./report.js";
import type { Outcome } from "./run.js";
import { several } from "./values.js";

type CompileOptions = {
  readonly asOf?: bigint;
  readonly pack: readonly string[];
  readonly out?: string;
  readonly json: boolean;
};

export function addCompile(program: Command, io: Io, _outcome: Outcome): void {
  program
    .command("compile")
    .description("make the program that a token enforces from a rulebook, and say what it does and what it leaves out")
    .argument("<rulebook>", "its file")
    .option(
      "--as-of <date>",
      "ISO 8601, in UTC, as 2026-11-30 or 2026-11-30T12:00:00Z: what is in force then; default: now",
      parseAsOf,
    )
    .option("--pack <file>", "a pack that the rulebook refers to; may be given several times", several, [])
    .option("--out <file>", "write the JSON to a file, too")
    .option("--json", "print one JSON value", false)
    .action((path: string, { asOf = io.now(), pack, out, json }: CompileOptions) => {
      const rulebook = readRulebook(path);
      const packs = packsOf([rulebook], pack);
      const compiled = inFile(path, () => compile(rulebook, { asOf, packs }));
      const text = jsonText(compiledValue(rulebook, compiled));
      if (out !== undefined) writeText(out, text);
      io.out(json ? text : compiledPage(rulebook, compiled, pageOf(io)));
    });
}

/** @returns Unix seconds. */
export function parseAsOf(value: string): bigint {
  const wanted = "a day, as 2026-11-30, or an instant in UTC, as 2026-11-30T12:00:00Z";
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/.exec(value) ?? [];
  const time = Date.parse(value);
  // A day that no calendar has becomes another one, or none.
  if (day === undefined || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day || time < 0)
    throw new ParameterInvalidError({ parameter: "--as-of", value, wanted });
  return BigInt(time / 1000);
}

function compiledValue(rulebook: Rulebook, compiled: CompiledProgram) {
  const { id, bytes, rules, countrySets, provisions, asOf, decimals, origins, builtIn, duties, notEnforced } = compiled;
  return {
    format: "weighbridge.compile/1",
    rulebook: { id: rulebook.id, hash: hashRulebook(rulebook) },
    scheme: compiled.scheme.id,
    asOf,
    decimals,
    program: { id, bytes, size: size(bytes), countrySets, provisions },
    rules: rules.map((rule, index) => {
      const { provision, citation, power, binding, stricter, path } = origins[index] ?? {};
      return {
        ...rule,
        ...{ index, movements: movementsOf(rule), words: ruleInWords(rule, compiled) },
        ...{ provision, provisionHash: provisions[rule.provision], citation, power, binding, stricter, path },
      };
    }),
    builtIn,
    duties,
    notEnforced,
  };
}

function compiledPage(rulebook: Rulebook, compiled: CompiledProgram, page: Page): string {
  const { id, bytes, rules, asOf, origins, builtIn, duties, notEnforced } = compiled;
  const applied = (
    what: string,
    list: CompiledProgram["builtIn" | "duties" | "notEnforced"],
    words: readonly string[],
  ) =>
    list.length === 0
      ? []
      : [
          "",
          page.paint("bold", `${what} (${list.length})`),
          ...list.flatMap(({ citation }, index) => [
            page.text(`· ${citation}`, 2),
            page.paint("dim", page.text(words[index] ?? "", 4)),
          ]),
        ];
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", "COMPILED", "green"),
    page.rule(),
    page.text(rulebook.title),
    page.field("rulebook", hashRulebook(rulebook)),
    page.field("program", id),
    page.field("size", `${size(bytes)} bytes, ${rules.length} rules`),
    page.field("as of", moment(asOf)),
    page.rule(),
    page.paint("bold", `Enforced by rules (${rules.length})`),
    ...rules.flatMap((rule, index) => {
      const { citation = "", power, binding = "policy", stricter } = origins[index] ?? {};
      const clause = power === undefined ? "" : ` · ${power.instrument}, ${power.clause}`;
      return [
        `${page.paint("cyan", String(index).padStart(3))}  ${page.text(ruleInWords(rule, compiled), 5).trimStart()}`,
        page.paint("dim", page.text(`${binding} · ${rule.kind} · ${citation}${clause}`, 5)),
        ...(stricter === undefined ? [] : [page.paint("dim", page.text(`stricter than the text: ${stricter}`, 5))]),
      ];
    }),
    ...applied(
      "Enforced by the engine, under every program",
      builtIn,
      builtIn.map(({ reason }) => reason),
    ),
    ...applied(
      "Duties, off chain",
      duties,
      duties.map(({ duty }) => duty),
    ),
    ...applied(
      "Not enforced",
      notEnforced,
      notEnforced.map(({ reason }) => reason),
    ),
    "",
  ].join("\n");
}
