import { BASIS_POINTS, MOST_UNITS } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import { readingOf } from "../readingOf.js";
import type { Situation } from "../situation.js";
import type { Judge } from "./judge.js";

const after = (one: LoadedRule, situation: Situation): bigint =>
  readingOf(one, situation).used + situation.movement.amount;
const limitOf = ({ rule }: LoadedRule, { facts }: Situation): bigint => (rule.limit * facts.dailyVolume) / BASIS_POINTS;
const isThere = (one: LoadedRule, situation: Situation): boolean => readingOf(one, situation).toWeight === 1n;

/** Refuses what would bring a venue's volume of the day above its share of the daily volume reported. Without a venue it binds nobody. */
export const mostVenueVolume: Judge = {
  refused: (one, _own, situation) => isThere(one, situation) && after(one, situation) > limitOf(one, situation),
  measured: (one, _own, situation) => after(one, situation),
  limit: (one, _own, situation) => limitOf(one, situation),
  room: (one, situation) => ({
    least: 1n,
    most: isThere(one, situation) ? limitOf(one, situation) - readingOf(one, situation).used : MOST_UNITS,
  }),
};
