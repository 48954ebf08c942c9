import type { Command } from "commander";
import type { Io } from "../io.js";
import type { Outcome } from "../run.js";

export type DemoOptions = {
  /** Of a real node; left out: a chain within this process. */
  readonly rpcUrl?: string | undefined;
  /** Of the file that gets one line of JSON for each attempt. */
  readonly log?: string | undefined;
  readonly json: boolean;
};

/** The main job, at once: everything from a rulebook to refusals with their citations. */
export function addDemo(program: Command, io: Io, outcome: Outcome): void {
  program
    .command("demo")
    .description("play the whole walk: deploy, enrol, weigh movements of every kind, and refuse some with their law")
    .option("--rpc-url <url>", "address of a node that signs for unlocked accounts; left out: a chain in this process")
    .option("--log <file>", "write one line of JSON for each attempt")
    .option("--json", "print one JSON value", false)
    .action(async (options: DemoOptions) => {
      // Loaded only here: it brings a chain with it.
      const { runDemo } = await import("./run.js");
      outcome.exitCode = await runDemo(options, io);
    });
}
