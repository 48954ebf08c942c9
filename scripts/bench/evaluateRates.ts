// Measures `evaluateFirst`, `evaluateAll` and `evaluate` in a process of its own, as they are shipped: one core, nothing else on the thread. Prints one
// JSON value.
import { isDeepStrictEqual } from "node:util";
import { evaluate, evaluateAll, evaluateFirst, type ProgramParts } from "../../sdk/program/index.js";
import { judgedRules } from "../../sdk/program/judgedRules.js";
import { ALLOWED_OF_100, KINDS_OF_100, type Question, venueBook } from "./venueBook.js";

const QUESTIONS = 2_000;
const SEED = 2026;
/** Microseconds of one measurement, and how many there are; the first ones warm up. */
const SPAN = 400_000;
const ROUNDS = 8;

const { program, prepared, register, questions } = venueBook(QUESTIONS, SEED);

const reasons: Record<string, number> = {};
let findings = 0;
for (const { order, facts } of questions) {
  const decision = evaluate(program, facts, order.movement);
  const all = decision.allowed ? [] : [decision.first, ...decision.rest];
  if (!isDeepStrictEqual(evaluateAll(prepared, order), all)) throw new Error("evaluateAll says something else");
  if (!isDeepStrictEqual(evaluateFirst(prepared, order), all[0] ?? null))
    throw new Error("evaluateFirst says something else");
  const [first] = all;
  if (first !== undefined) reasons[first.kind] = (reasons[first.kind] ?? 0) + 1;
  findings += all.length;
}
const passing = questions.filter(({ order }) => evaluateFirst(prepared, order) === null);
const ruled = passing.map(({ order, facts }) => judgedRules(program, facts, order.movement).length);
const judged = ruled.reduce((sum, rules) => sum + rules, 0) / passing.length;

// Each round is a loop of its own, so that what is measured is no call of a function that is another one each time.
const passed = (list: readonly Question[]) => {
  let allowed = 0;
  for (const { order } of list) if (evaluateFirst(prepared, order) === null) allowed++;
  return allowed;
};
const first = rate(questions, passed);
const firstOfAllowed = rate(passing, passed);
const all = rate(questions, (list) => {
  let allowed = 0;
  for (const { order } of list) if (evaluateAll(prepared, order).length === 0) allowed++;
  return allowed;
});
const ofFacts = (one: ProgramParts, some: readonly Question[], most: number) =>
  rate(some, (list) => {
    let allowed = 0;
    for (const { order, facts } of list) if (evaluate(one, facts, order.movement, { most }).allowed) allowed++;
    return allowed;
  });
const empty: ProgramParts = { ...program, rules: [] };
const perRule = (1e9 / ofFacts(program, passing, 1) - 1e9 / ofFacts(empty, passing, 1)) / judged;

const tenth = (value: number) => Math.round(value * 10) / 10;
console.log(
  JSON.stringify({
    evaluateFirst: first,
    evaluateAll: all,
    perRuleNanoseconds: tenth(perRule),
    beside: {
      ...{ evaluateFirstOfAllowed: firstOfAllowed },
      ...{ evaluateOnFacts: ofFacts(program, questions, 1), evaluateOnFactsAll: ofFacts(program, questions, Infinity) },
    },
    mix: {
      ...{ movements: questions.length, investors: register.holders.length, rules: program.rules.length },
      ...{ kindsOf100: KINDS_OF_100, allowedOf100: ALLOWED_OF_100, rulesJudged: tenth(judged) },
      ...{ findingsOfRefused: tenth(findings / (questions.length - passing.length)), firstReasons: reasons },
    },
  }),
);

/**
 * Verdicts a second of this thread's time, collecting garbage included; the best of some rounds, since other programs slow down caches and clock.
 *
 * @param judge Judges all questions, and says how many of them are allowed.
 */
function rate(list: readonly Question[], judge: (list: readonly Question[]) => number): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    let [verdicts, allowed, used] = [0, 0, 0];
    const start = threadTime();
    while (used < SPAN) {
      allowed += judge(list);
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
