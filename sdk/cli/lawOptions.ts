import type { Command } from "commander";
import { parseAsOf } from "./compile.js";
import { readLaw, shippedLaw } from "./readLaw.js";
import { several } from "./values.js";

// Options that commands which read law share.

/** What each of them takes. */
export type AsOfOptions = {
  readonly asOf?: bigint;
  readonly json: boolean;
};
export const asOfOptions = (command: Command): Command =>
  command
    .option("--as-of <date>", "the day in UTC whose law is asked, as 2026-11-30; default: today", parseAsOf)
    .option("--json", "print one JSON value", false);

/** What those take that may judge by proposals. */
export type LawOptions = AsOfOptions & { readonly asIfAdopted: readonly string[] };
export const lawOptions = (command: Command): Command =>
  asOfOptions(command).option(
    "--as-if-adopted <id>",
    "a proposal to judge by as if it were law; may be given several times",
    several,
    [],
  );

/** The files of law of a command that has another file for its argument. */
export const lawOption = (command: Command): Command =>
  command.option(
    "--law <file>",
    "a pack, rulebook, vocabulary or calendars, instead of the law that Weighbridge ships; may be given several times",
    several,
    [],
  );

/** Of a command whose arguments they are. */
export const lawArgument = (command: Command): Command =>
  command.argument("[files...]", "packs, rulebooks, vocabularies; default: everything that Weighbridge ships");

/** The files named, or those that Weighbridge ships. */
export const lawOf = (paths: readonly string[]) => (paths.length > 0 ? readLaw(paths) : shippedLaw());
