import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { CommandUsageError } from "../errors/index.js";
import { fillFromProject } from "./project/fromProject.js";
import { addApply } from "./apply.js";
import { addAssess } from "./assess.js";
import { addAudit } from "./audit.js";
import { addCheck } from "./check.js";
import { addClassify } from "./classify.js";
import { addCombine } from "./combine.js";
import { addCompile } from "./compile.js";
import { addDrift } from "./drift.js";
import { addEnrol } from "./planning/enrol.js";
import { addFreeze } from "./planning/freeze.js";
import { addInit } from "./planning/init.js";
import { addMint } from "./planning/mint.js";
import { addPlan } from "./planning/plan.js";
import { addRecover } from "./planning/recover.js";
import { EXIT, type ExitCode, exitCodeOf } from "./exitCode.js";
import { addExplain } from "./explain.js";
import { addHeadroom } from "./headroom.js";
import { addImpact } from "./impact.js";
import type { Io } from "./io.js";
import { addLeverage } from "./leverage/command.js";
import { addPosition } from "./position/command.js";
import { addRegister } from "./register.js";
import { InFile, report } from "./report.js";
import { addStatus } from "./status.js";

const DESCRIPTION = "Weighs each movement of a security token against its rules, and says why not.";

const EXIT_CODES = `
Exit codes: 0 done, yes · 1 our fault, or a transaction failed · 2 input or usage · 3 no, or differs · 4 chain unreachable ·
5 waiting for a delay or another signer · 130 interrupted. With --json, stdout holds one JSON value and nothing else.`;

/** What a command tells `run` beside what it prints. */
export type Outcome = { exitCode: ExitCode };

/**
 * Runs one command.
 *
 * @param argv Without node and script.
 * @returns Its exit code.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const outcome: Outcome = { exitCode: EXIT.done };
  const program = await commands(io, outcome);
  const json = argv.includes("--json");
  try {
    if (argv.length === 0) throw usage("No command was given.", program);
    await program.parseAsync(argv, { from: "user" });
    return outcome.exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return EXIT.done;
    const error = thrown instanceof CommanderError ? usage(thrown.message, program, argv[0]) : thrown;
    report(error, { ...io, json });
    return exitCodeOf(error instanceof InFile ? error.error : error);
  }
}

async function commands(io: Io, outcome: Outcome): Promise<Command> {
  const program = new Command("weighbridge")
    .description(DESCRIPTION)
    .version(version())
    .addHelpText("after", EXIT_CODES)
    .exitOverride()
    .hook("preAction", (_program, command) => fillFromProject(command))
    // What is wrong with a call is reported as every other error is.
    .configureOutput({ writeOut: io.out, writeErr: () => undefined, getOutHelpWidth: () => io.columns });
  const { addDemo } = await import("./demo/command.js");
  const readers = [
    addCompile,
    addCheck,
    addExplain,
    addHeadroom,
    addImpact,
    addRegister,
    addDrift,
    addLeverage,
    addPosition,
  ];
  const lawyers = [addAssess, addClassify, addAudit, addCombine];
  const planners = [addInit, addPlan, addStatus, addApply, addEnrol, addMint, addFreeze, addRecover];
  for (const add of [addDemo, ...planners, ...readers, ...lawyers]) add(program, io, outcome);
  return program;
}

function usage(message: string, program: Command, name?: string): CommandUsageError {
  const command = program.commands.find((one) => one.name() === name);
  const call = command === undefined ? "weighbridge <command> --help" : `weighbridge ${name} ${command.usage()}`;
  const text = message.replace(/^error: /, "").replaceAll(/\s*\n\s*/g, " ");
  const fact = `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)!?]$/.test(text) ? "" : "."}`;
  return new CommandUsageError({ fact, usage: call });
}

function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
