import { EVIDENCES, LANES, readField, RECORD_WORD, type RuleKind, writeField } from "../../../sdk/kinds/index.js";
import { SETS } from "../sets.js";
import { isOut, type Field, type Kind, partyOf, type Steering, withRecord } from "./kind.js";

/** Kinds that are judged on the record of a party. */
export const recordKinds = {
  forbiddenStates: {
    steer: (s) => {
      const party = partyOf(s);
      const states = readField(party, RECORD_WORD.states);
      if (!isOut(s) || party === 0n) return { limit: ~states & BigInt(1 + s.random.int(255)) & 0xffn };
      const state = BigInt(2 << s.random.int(7)); // any but blocked, which the engine refuses itself
      const facts = withRecord(s, writeField(party, RECORD_WORD.states, states | state));
      return { limit: state | BigInt(s.random.int(256)), facts };
    },
  },
  requiredStatuses: {
    steer: (s) => {
      const statuses = readField(partyOf(s), RECORD_WORD.statuses);
      const some = BigInt(1 + s.random.int(2 ** 32 - 1));
      return { limit: isOut(s) ? some : statuses & some };
    },
  },
  laneInSet: {
    steer: (s) => {
      const lane = 1n << readField(partyOf(s), RECORD_WORD.lane);
      const lanes = BigInt(s.random.int(2 ** LANES));
      return { limit: isOut(s) ? lanes & ~lane : lanes | lane };
    },
  },
  countryIn: { steer: (s) => setOf(s, RECORD_WORD.country, !isOut(s)) },
  countryNotIn: { steer: (s) => setOf(s, RECORD_WORD.country, isOut(s)) },
  regionIn: { steer: (s) => setOf(s, RECORD_WORD.region, !isOut(s)) },
  regionNotIn: { steer: (s) => setOf(s, RECORD_WORD.region, isOut(s)) },
  evidenceFresh: {
    steer: (s) => {
      const { random, delta, facts } = s;
      const evidence = random.int(2);
      const field = evidence === EVIDENCES.identity ? RECORD_WORD.kycUntil : RECORD_WORD.statusUntil;
      const until = facts.time + (delta === null ? random.amount(1_000_000n) : BigInt(-delta));
      const party = partyOf(s);
      return {
        limit: BigInt(evidence),
        facts: party === 0n ? facts : withRecord(s, writeField(party, field, until)),
      };
    },
  },
  spenderRegistered: {
    movements: ["transfer"],
    wants: "spender",
    steer: (s) => (isOut(s) ? { limit: 0n, facts: { ...s.facts, spender: 0n } } : { limit: 0n }),
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;

/** A set that has the party's country or region, or has it not. */
function setOf(s: Steering, field: { readonly offset: number; readonly bits: number }, has: boolean): Field {
  const own = Number(readField(partyOf(s), field));
  const fitting = SETS.flatMap((set, index) => (set.includes(own) === has ? [index] : []));
  return { limit: BigInt(fitting.length > 0 ? s.random.pick(fitting) : s.random.int(SETS.length)) };
}
