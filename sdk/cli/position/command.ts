import type { Command } from "commander";
import type { Io } from "../io.js";
import type { Outcome } from "../run.js";
import { addAggregate } from "./aggregate.js";
import { addPositionHeadroom } from "./headroom.js";
import { addShow } from "./show.js";

export function addPosition(program: Command, io: Io, outcome: Outcome): void {
  const group = program.command("position").description("positions of investors in an underlying, by a position book");
  for (const add of [addShow, addPositionHeadroom, addAggregate]) add(group, io, outcome);
}
