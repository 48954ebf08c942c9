import type { Command } from "commander";
import { requireApplicable } from "../change/applicable.js";
import { status } from "../change/index.js";
import { ParameterInvalidError } from "../errors/index.js";
import { pin } from "../reader/index.js";
import { accountSigner, applyAll } from "./applying.js";
import { EXIT } from "./exitCode.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { pageOf } from "./page.js";
import { openPlan, type OpenPlan, type PlanOptions, planOptions } from "./planFile.js";
import { planLines } from "./planPage.js";
import type { Outcome } from "./run.js";
import { exitCodeOfStates, planValue } from "./status.js";
import { writeCalldata, writeSafeFiles } from "./stepFiles.js";

type ApplyOptions = PlanOptions & {
  readonly safe?: string;
  readonly calldata?: string;
  readonly confirmations: number;
};

/** Most of them that make sense: a chain's whole day. */
const MOST_CONFIRMATIONS = 50_000;

export function addApply(program: Command, io: Io, outcome: Outcome): void {
  const command = program
    .command("apply")
    .description(
      "do what of a plan can be done now, by whoever signs here (exit code 5 if it waits for more, 3 if it is out of date)",
    );
  planOptions(command)
    .option("--safe <file>", "write the steps of a Safe as a file of its transaction builder, and send nothing")
    .option("--calldata <file>", "write everybody's steps as raw calls, and send nothing")
    .option("--confirmations <count>", "blocks that hold or follow a transaction before it counts", parseCount, 1)
    .action(async (path: string, options: ApplyOptions) => {
      const { safe, calldata } = options;
      const writes = safe !== undefined || calldata !== undefined;
      const opened = openPlan(path, options, { io, signs: !writes || safe !== undefined });
      outcome.exitCode = writes ? await write(opened, options, io) : await send(path, opened, options, io);
    });
}

async function write({ plan, reader, signers }: OpenPlan, { safe, calldata, json }: ApplyOptions, io: Io) {
  const at = await pin(reader, { chainId: plan.seen.chainId });
  const states = await status(reader, plan, { block: at });
  // Nobody should sign what is out of date, with whatever tool.
  const byId = new Map(states.map((state) => [state.step as string, state]));
  await requireApplicable(reader, plan, plan.steps, { states: byId, at });
  const left = { plan, states, time: at.time };
  const safes = signers.filter(({ type }) => type === "safe").map(({ address }) => address);
  const files = [
    ...(safe === undefined ? [] : writeSafeFiles(safe, left, safes)),
    ...(calldata === undefined ? [] : writeCalldata(calldata, left)),
  ];
  const value = { format: "weighbridge.apply/1", ...planValue(plan, states), outcome: "written", files };
  const page = pageOf(io);
  const lines = [...planLines(plan, states, page), ...files.map((file) => page.field("written", file)), ""];
  io.out(json ? jsonText(value) : lines.join("\n"));
  return EXIT.done;
}

async function send(path: string, { plan, reader, signers }: OpenPlan, options: ApplyOptions, io: Io) {
  const { confirmations, json } = options;
  const accounts = await Promise.all(signers.map((signer) => (signer.type === "key" ? [signer.open()] : [])).flat());
  const ours = accounts.map((account) => accountSigner(account, reader, plan));
  const { states, interrupted } = await applyAll({ path, plan, reader, signers: ours, options: { confirmations } }, io);
  // Others may have acted since; without a key of ours nothing was looked at yet.
  const last = interrupted ? states : await status(reader, plan);
  const value = planValue(plan, last);
  const page = pageOf(io);
  const stopped = interrupted ? [page.text("Interrupted. Apply it again: what is done is not sent twice."), ""] : [];
  io.out(
    json
      ? jsonText({ format: "weighbridge.apply/1", ...value, ...(interrupted ? { outcome: "interrupted" } : {}) })
      : [...planLines(plan, last, page), ...stopped].join("\n"),
  );
  return interrupted ? EXIT.interrupted : exitCodeOfStates(last);
}

function parseCount(value: string): number {
  const count = /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= MOST_CONFIRMATIONS) return count;
  const wanted = `a whole number from 1 to ${MOST_CONFIRMATIONS}`;
  throw new ParameterInvalidError({ parameter: "--confirmations", value, wanted });
}
