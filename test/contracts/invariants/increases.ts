import { BASIS_POINTS, MODES, MOVEMENTS, type Rule, STRICTLY } from "../../../sdk/kinds/index.js";
import { monthsPassed, type ProgramParts, windowStart } from "../../../sdk/program/index.js";
import { DAY } from "../../fixtures/walk.js";
import { type RawAttempt } from "../../fixtures/raw.js";
import { holdingIn } from "./checks.js";
import { type RecordFields, type State, type TokenState } from "./state.js";

/** A movement that was made, of one token, with the books before and after it. */
export type Made = {
  readonly attempt: RawAttempt;
  readonly index: number;
  readonly program: ProgramParts;
  readonly before: State;
  readonly after: State;
};

const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);
const inLanes = (mask: number, lane: number) => mask === 0 || ((mask >> lane) & 1) === 1;
const countIn = (lanes: readonly bigint[], mask: number) => sum(lanes.filter((_, lane) => inLanes(mask, lane)));
const recordAt = (state: State, wallet: string | undefined): RecordFields | undefined =>
  wallet === undefined ? undefined : state.records.get(wallet as `0x${string}`);

/** Whether a rule of these tests is about this party: of paths and the other party they have none. */
function binds({ program }: Made, rule: Rule, party: RecordFields): boolean {
  if (!inLanes(rule.lanes, Number(party.lane)) || (BigInt(rule.liftedBy) & party.statuses) !== 0n) return false;
  if (rule.countrySet === null) return true;
  return program.countrySets[rule.countrySet.set]!.includes(Number(party.country)) !== rule.countrySet.outside;
}

/** Holders as a counting rule counts them. */
function counted({ program }: Made, rule: Rule, token: TokenState, country: number): bigint {
  if ((rule.modes >> MODES.together) & 1) {
    const countries = program.countrySets[rule.countrySet!.set]!;
    return sum(countries.map((each) => countIn(token.counts.get(each)!, rule.lanes)));
  }
  if ((rule.modes >> MODES.perCountry) & 1) return countIn(token.counts.get(country)!, rule.lanes);
  const owners = (rule.modes >> MODES.beneficial) & 1;
  const behind = owners ? countIn(token.owners, rule.lanes) - countIn(token.lookedThrough, rule.lanes) : 0n;
  return countIn(token.totals, rule.lanes) + behind;
}

type Limit = (made: Made, rule: Rule, parties: Parties) => string | undefined;
type Parties = {
  readonly sender: RecordFields | undefined;
  readonly receiver: RecordFields | undefined;
  readonly was: TokenState;
  readonly is: TokenState;
};

const above = (what: string, measured: bigint, limit: bigint) =>
  measured > limit ? `${what}: ${measured}, the limit is ${limit}` : undefined;

/** What flowed by somebody within a rule's window. */
const flowed = ({ after, program }: Made, rule: Rule, token: TokenState, investor: bigint): bigint => {
  const meter = token.meters.find((one) => program.rules[one.rule] === rule);
  const first = windowStart(rule.window, Number(after.time / DAY));
  const list = investor === 0n ? (meter?.all ?? []) : (meter?.flows.get(investor) ?? []);
  return sum(list.filter(({ day }) => day >= first).map(({ units }) => units));
};

/** Of each kind of limit: what must be so once a movement that it judges was allowed, by the books alone. */
const LIMITS: Partial<Record<Rule["kind"], Limit>> = {
  mostUnits: ({ after }, { limit }, { receiver, is }) =>
    receiver && above("holding", holdingIn(after, is, receiver.investor), limit),
  mostShare: ({ after }, { limit, window }, { receiver, is }) => {
    const base = is.supply > limit ? is.supply : limit;
    return receiver && above("share", holdingIn(after, is, receiver.investor), (BigInt(window) * base) / BASIS_POINTS);
  },
  leastHolding: ({ after }, { limit, side }, { sender, receiver, is }) => {
    const party = side === "sender" ? sender : receiver;
    const holding = party === undefined ? 0n : holdingIn(after, is, party.investor);
    return holding > 0n ? above("least", limit, holding) : undefined;
  },
  wholeHoldingOnly: ({ after }, _rule, { sender, is }) =>
    sender && above("rest", holdingIn(after, is, sender.investor), 0n),
  mostHolders: (made, rule, { receiver, was, is }) => {
    if (receiver === undefined || was.holders.has(receiver.investor)) return undefined;
    const country = Number(receiver.country);
    const count = counted(made, rule, is, country);
    return count > counted(made, rule, was, country) ? above("holders", count, rule.limit) : undefined;
  },
  fewestHolders: (made, rule, { sender, was, is }) => {
    if (sender === undefined || is.holders.has(sender.investor)) return undefined;
    const country = Number(sender.country);
    const count = counted(made, rule, is, country);
    return count < counted(made, rule, was, country) ? above("fewest", rule.limit, count) : undefined;
  },
  mostOutflow: (made, rule, { sender, is }) =>
    sender && above("outflow", flowed(made, rule, is, sender.investor), rule.limit),
  mostPurchasers: (made, rule, { was, is }) => {
    const count = flowed(made, rule, is, 0n);
    return count > flowed(made, rule, was, 0n) ? above("purchasers", count, rule.limit) : undefined;
  },
  holdingPeriod: ({ attempt, after }, { limit, window }, { sender, was }) => {
    if (sender === undefined) return undefined;
    let left = attempt.amount;
    for (const word of was.lots.get(sender.investor) ?? []) {
      if (left === 0n) break;
      const [units, origin, day] = [word & ((1n << 112n) - 1n), (word >> 112n) & 7n, Number(word >> 115n)];
      const young = (limit >> origin) & 1n && after.time < monthsPassed(day, window);
      if (young) return `a lot of day ${day} moved on day ${after.time / DAY}`;
      left = left > units ? left - units : 0n;
    }
    return undefined;
  },
  mostGroupShare: (made, rule, { sender, receiver, is }) => {
    const meter = is.meters.find((one) => made.program.rules[one.rule] === rule);
    if (meter?.sums === undefined || receiver === undefined) return undefined;
    const [from, to] = [sender && meter.marks.get(sender.investor), meter.marks.get(receiver.investor)!];
    if (to.weight <= (from?.weight ?? 0n) && (!to.excluded || from?.excluded === true)) return undefined;
    const base = is.supply - meter.sums.excluded;
    const share = BigInt(rule.window % STRICTLY) * (base > rule.limit ? base : rule.limit);
    return above("weighted units of the group", meter.sums.weighted + (rule.window > STRICTLY ? 1n : 0n), share);
  },
};

/** Limits that a movement went beyond although it was allowed: nobody comes to have more than a rule lets him. */
export function overLimits(made: Made): readonly string[] {
  const { attempt, before, after, index, program } = made;
  const [sender, receiver] = [recordAt(before, attempt.from), recordAt(before, attempt.to)];
  const judged = attempt.kind === "transfer" || attempt.kind === "mint" || attempt.kind === "burn";
  if (!judged || attempt.amount === 0n || sender?.investor === receiver?.investor) return [];
  const parties = { sender, receiver, was: before.tokens[index]!, is: after.tokens[index]! };
  return program.rules.flatMap((rule) => {
    const party = rule.side === "sender" ? sender : receiver;
    const limit = LIMITS[rule.kind];
    const of = ((rule.movements >> MOVEMENTS[attempt.kind]) & 1) === 1 && rule.path === 0;
    if (limit === undefined || party === undefined || !of) return [];
    // Of a group the scope says who is a member, not whom the rule binds.
    if (rule.kind !== "mostGroupShare" && !binds(made, rule, party)) return [];
    const over = limit(made, rule, parties);
    return over === undefined ? [] : [`noIncreasePastALimit: ${rule.kind}: ${over}`];
  });
}
