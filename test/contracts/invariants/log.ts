import { MOVEMENTS, ROLES, type Rule } from "../../../sdk/kinds/index.js";
import { type ProgramParts } from "../../../sdk/program/index.js";
import { type RawAttempt } from "../../fixtures/raw.js";
import { DAY } from "../../fixtures/walk.js";
import { type RecordFields, type State, type TokenState } from "./state.js";
import { type Memory } from "./world.js";

/** A movement that rules judged and let pass, with the records as they were in its second. */
export type Logged = Parties & { readonly token: string; readonly day: number; readonly attempt: RawAttempt };
/** Who took part; who is not there, or is not known, is undefined. */
export type Parties = Readonly<Record<"sender" | "receiver" | "spender", RecordFields | undefined>>;

const VENUE = 1n << BigInt(ROLES.venue);
const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);

/** Of a movement, by the records of this state. */
export function partiesOf({ records }: State, { kind, spender, from, to }: RawAttempt): Parties {
  const known = (wallet: string | undefined) => {
    const record = wallet === undefined ? undefined : records.get(wallet as `0x${string}`);
    return record?.investor === 0n ? undefined : record;
  };
  const other = kind === "transfer" && spender !== from ? spender : undefined;
  return {
    sender: kind === "mint" ? undefined : known(from),
    receiver: kind === "burn" ? undefined : known(to),
    spender: known(other),
  };
}

/** Whether rules judge it: units change hands, and no order is behind it. */
export const isJudged = ({ kind, amount }: RawAttempt, { sender, receiver }: Parties): boolean =>
  (kind === "transfer" || kind === "mint" || kind === "burn") &&
  amount !== 0n &&
  sender?.investor !== receiver?.investor;

/** Adds what was moved of a token to the log. */
export function note(
  memory: Memory,
  before: State,
  time: bigint,
  token: string,
  attempts: readonly RawAttempt[],
): void {
  for (const attempt of attempts) {
    const parties = partiesOf(before, attempt);
    if (isJudged(attempt, parties)) memory.log.push({ ...parties, token, day: Number(time / DAY), attempt });
  }
}

/** Whether a rule of these tests, none of which asks for the other party, is about this movement and this party. */
export function binds(program: ProgramParts, rule: Rule, { kind }: RawAttempt, parties: Parties): boolean {
  if (((rule.movements >> MOVEMENTS[kind]) & 1) === 0) return false;
  if (rule.side === "token" || rule.side === "spender") return true;
  const party = parties[rule.side];
  if (party === undefined) return false;
  if (rule.lanes !== 0 && ((rule.lanes >> Number(party.lane)) & 1) === 0) return false;
  if ((BigInt(rule.liftedBy) & party.statuses) !== 0n) return false;
  if (rule.countrySet === null) return true;
  return program.countrySets[rule.countrySet.set]!.includes(Number(party.country)) !== rule.countrySet.outside;
}

/** Whose flow it is: the venue's, of spender, sender and receiver the first that is one; or else the judged party's. */
export function subjectOf({ kind, side }: Rule, { sender, receiver, spender }: Parties): bigint {
  const venues = [spender, sender, receiver].filter((one) => one !== undefined && (one.statuses & VENUE) !== 0n);
  const party = kind === "mostVenueVolume" ? venues[0] : side === "sender" ? sender : receiver;
  return party?.investor ?? 0n;
}

/** In whom a number went up. Units follow only where the merge named the token, or somebody joined them later. */
function heirOf({ gone }: Pick<Memory, "gone">, investor: bigint, joined?: string): bigint {
  const found = gone.find((one) => one.investor === investor);
  if (found === undefined || (joined !== undefined && !found.tokens.has(joined))) return investor;
  return heirOf({ gone }, found.into, joined);
}

type Asked = {
  readonly memory: Memory;
  readonly program: ProgramParts;
  readonly rule: Rule;
  readonly token: TokenState;
};

const within = ({ memory, program, rule, token }: Asked, first: number) =>
  memory.log.filter(
    (one) =>
      one.token === token.at &&
      one.day >= first &&
      binds(program, rule, one.attempt, one) &&
      subjectOf(rule, one) !== 0n,
  );

/** Units of all that an investor moved under a rule from a day on, added up one by one. */
export const unitsSince = (asked: Asked, investor: bigint, first: number): bigint =>
  sum(
    within(asked, first)
      .filter((one) => heirOf(asked.memory, subjectOf(asked.rule, one), asked.token.at) === investor)
      .map(({ attempt }) => attempt.amount),
  );

/** Who bought under a rule from a day on, each once. */
export const purchasersSince = (asked: Asked, first: number): ReadonlySet<bigint> =>
  new Set(within(asked, first).map((one) => heirOf(asked.memory, subjectOf(asked.rule, one))));
