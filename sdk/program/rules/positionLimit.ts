import { maxUint256 } from "viem";
import type { Situation } from "../situation.js";
import type { PositionAnswer } from "../types.js";
import type { Judge } from "./judge.js";

/** What is not known was not answered. */
const SILENT: PositionAnswer = { allowed: false, subject: 0n, measured: maxUint256, limit: 0n };

const answerOf = ({ facts }: Situation): PositionAnswer => facts.positions ?? SILENT;

/** Refuses what the position book refuses, or does not answer as it must. */
export const positionLimit: Judge = {
  refused: (_one, _own, situation) => !answerOf(situation).allowed,
  subject: (situation) => answerOf(situation).subject,
  measured: (_one, _own, situation) => answerOf(situation).measured,
  limit: (_one, _own, situation) => answerOf(situation).limit,
};
