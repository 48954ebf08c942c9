import type { Command } from "commander";
import type { Io } from "../io.js";
import type { Outcome } from "../run.js";
import { addAccount } from "./account.js";
import { addCalls } from "./calls.js";
import { addReport } from "./report.js";

export function addLeverage(program: Command, io: Io, outcome: Outcome): void {
  const group = program.command("leverage").description("margin and leverage of investors, by a leverage registry");
  for (const add of [addReport, addAccount, addCalls]) add(group, io, outcome);
}
