import type { LoadedRule } from "../loadProgram.js";
import type { Situation } from "../situation.js";
import type { PlugInAnswer } from "../types.js";
import type { Judge } from "./judge.js";

/** What is not known was not answered. */
const SILENT: PlugInAnswer = { allowed: false, measured: 0n, limit: 0n };

const answerOf = ({ plugIn }: LoadedRule, { facts }: Situation): PlugInAnswer => facts.plugIns[plugIn] ?? SILENT;

/** Refuses what another contract refuses, or does not answer as it must. */
export const plugIn: Judge = {
  refused: (one, _own, situation) => !answerOf(one, situation).allowed,
  measured: (one, _own, situation) => answerOf(one, situation).measured,
  limit: (one, _own, situation) => answerOf(one, situation).limit,
};
