// A process of the fuzzer (scripts/fuzz/workers.ts): judges the rounds that it is told, and answers each.
import { openChain } from "../../test/differential/chain.js";
import { type JudgeRound, roundsOn } from "../../test/differential/rounds.js";
import type { Answered, Told } from "./workers.js";

let judge: JudgeRound | undefined;

process.on("message", (told: Told) => {
  if ("codes" in told) {
    judge = roundsOn(openChain(told.codes), told.seed);
    return;
  }
  const { first, count } = told;
  // What fails ends the process, and so whoever waits for it.
  void judge?.(first, count).then((round) => process.send?.({ first, round } satisfies Answered));
});
process.on("disconnect", () => process.exit());
