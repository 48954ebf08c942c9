// Measures `evaluate` in a process of its own, as it is shipped: one core, nothing else on the thread. Prints one JSON value.
import { evaluate, type ProgramParts } from "../../sdk/program/index.js";
import { judgedRules } from "../../sdk/program/judgedRules.js";
import { ALLOWED_OF_100, type Order, venueBook } from "./venueBook.js";

const ORDERS = 2_000;
const SEED = 2026;
/** Microseconds of one measurement, and how many there are; the first ones warm up. */
const SPAN = 400_000;
const ROUNDS = 8;

const { program, register, orders } = venueBook(ORDERS, SEED);
const passing = orders.filter(({ facts, movement }) => evaluate(program, facts, movement).allowed);
const judged = passing.reduce((sum, { facts, movement }) => sum + judgedRules(program, facts, movement).length, 0);
const empty: ProgramParts = { ...program, rules: [] };

const evaluateFirst = rate(program, orders, 1);
const evaluateAll = rate(program, orders, Infinity);
const perVerdict = (one: ProgramParts) => 1e9 / rate(one, passing, 1);
const perRule = (perVerdict(program) - perVerdict(empty)) / (judged / passing.length);

const reasons: Record<string, number> = {};
let findings = 0;
for (const { facts, movement } of orders) {
  const decision = evaluate(program, facts, movement);
  if (decision.allowed) continue;
  reasons[decision.first.kind] = (reasons[decision.first.kind] ?? 0) + 1;
  findings += 1 + decision.rest.length;
}
console.log(
  JSON.stringify({
    evaluateFirst,
    evaluateAll,
    perRuleNanoseconds: Math.round(perRule * 10) / 10,
    mix: {
      ...{ orders: orders.length, investors: register.holders.length, rules: program.rules.length },
      ...{ allowedOf100: ALLOWED_OF_100, rulesJudged: Math.round((judged / passing.length) * 10) / 10 },
      ...{
        findingsOfRefused: Math.round((findings / (orders.length - passing.length)) * 10) / 10,
        firstReasons: reasons,
      },
    },
  }),
);

/** Verdicts a second of this thread's time, collecting garbage included; the best of some rounds, since other programs slow down caches and clock. */
function rate(one: ProgramParts, list: readonly Order[], most: number): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    let [verdicts, allowed, used] = [0, 0, 0];
    const start = threadTime();
    while (used < SPAN) {
      for (const { facts, movement } of list) if (evaluate(one, facts, movement, { most }).allowed) allowed++;
      verdicts += list.length;
      used = threadTime() - start;
    }
    if (allowed > verdicts) throw new Error("the work was left out");
    return (verdicts / used) * 1e6;
  });
  return Math.round(Math.max(...rates));
}

/** Microseconds. Older Node.js knows the time of all threads only. */
function threadTime(): number {
  const { user, system } =
    "threadCpuUsage" in process ? process.threadCpuUsage() : (process as NodeJS.Process).cpuUsage();
  return user + system;
}
