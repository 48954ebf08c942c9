import { TOKEN_FLAGS } from "../../../sdk/kinds/index.js";
import { DAY } from "../../fixtures/walk.js";
import { purchasersSince, unitsSince } from "./log.js";
import { type RecordFields, type State, type TokenState } from "./state.js";
import { type Memory, type World } from "./world.js";

/** What is not as it must be, in words with the numbers; none: the invariant holds. */
export type Check = (state: State, memory: Memory, world: World) => readonly string[];

const LANES = 8;
const sum = (all: Iterable<bigint>): bigint => [...all].reduce((total, one) => total + one, 0n);
const flagOf = ({ config }: TokenState, flag: keyof typeof TOKEN_FLAGS) =>
  ((config >> (240n + BigInt(TOKEN_FLAGS[flag]))) & 1n) === 1n;

/** Units over all wallets that the records give to an investor, added up one by one. */
export function holdingIn(state: State, { balances }: TokenState, investor: bigint): bigint {
  return sum(
    [...state.records].filter(([, record]) => record.investor === investor).map(([at]) => balances.get(at) ?? 0n),
  );
}

const recordOf = (state: State, investor: bigint): RecordFields =>
  state.records.get(state.people.get(investor)!.wallets[0]!)!;

/** Counted from nothing: how many of these investors there are in each lane. */
function lanesOfThem(state: State, investors: Iterable<bigint>): readonly bigint[] {
  const lanes = Array.from({ length: LANES }, () => 0n);
  for (const investor of investors) lanes[Number(recordOf(state, investor).lane)]! += 1n;
  return lanes;
}

const holdersIn = (state: State, token: TokenState): readonly bigint[] =>
  [...state.people.keys()].filter((investor) => holdingIn(state, token, investor) > 0n);

const differ = (what: string, found: unknown, wanted: unknown): readonly string[] => {
  const [one, other] = [text(found), text(wanted)];
  return one === other ? [] : [`${what}: found ${one}, wanted ${other}`];
};
export const text = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part));

const perToken =
  (check: (state: State, token: TokenState, memory: Memory) => readonly string[]): Check =>
  (state, memory) =>
    state.tokens.flatMap((token, i) => check(state, token, memory).map((wrong) => `token ${i}: ${wrong}`));

const supplyIsTheSum = perToken((_state, { supply, balances }) => differ("supply", supply, sum(balances.values())));

const nobodyUnknownHolds = perToken((state, { balances }) =>
  [...balances].flatMap(([wallet, units]) =>
    units > 0n && state.records.get(wallet)!.investor === 0n ? [`${wallet} holds ${units} and is nobody's`] : [],
  ),
);

const holderBitsAreRight = perToken((state, token) =>
  differ("holder bits", [...token.holders].sort(byNumber), [...holdersIn(state, token)].sort(byNumber)),
);
const byNumber = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

const countsAreRight = perToken((state, token) => {
  const holders = holdersIn(state, token);
  const within = (country: number) => holders.filter((n) => recordOf(state, n).country === BigInt(country));
  return [
    ...differ("totals", token.totals, lanesOfThem(state, holders)),
    ...[...token.counts].flatMap(([country, lanes]) =>
      differ(`country ${country}`, lanes, lanesOfThem(state, within(country))),
    ),
    ...token.groups.flatMap(({ set, lanes }) =>
      differ(
        `countries ${set.join()}`,
        lanes,
        lanesOfThem(
          state,
          holders.filter((n) => set.includes(Number(recordOf(state, n).country))),
        ),
      ),
    ),
  ];
});

const ownersAreRight = perToken((state, token) => {
  const stated = [...token.behind].filter(([, lanes]) => sum(lanes) > 0n);
  if (!flagOf(token, "lookedThrough")) return differ("owners", sum(token.owners), 0n);
  const all = Array.from({ length: LANES }, (_, lane) => sum(stated.map(([, lanes]) => lanes[lane]!)));
  return [
    ...differ("owners", token.owners, all),
    ...differ(
      "looked through",
      token.lookedThrough,
      lanesOfThem(
        state,
        stated.map(([n]) => n),
      ),
    ),
    ...stated.flatMap(([n]) => (token.holders.has(n) ? [] : [`owners behind ${n}, who holds nothing`])),
  ];
});

/** How many tokens a wallet and an investor hold; of whom the hostile token has made a holder, it may move the former. */
const tokensHeldAreRight: Check = (state, memory) =>
  [...state.people].flatMap(([investor, { wallets, tokens }]) => {
    const hostile = state.hostileHolders.has(investor) ? 1n : 0n;
    const held = state.heldHolders.has(investor) ? 1n : 0n;
    const holds = sum(state.tokens.map(({ holders }) => (holders.has(investor) ? 1n : 0n))) + hostile + held;
    const spoiled = memory.touched.has(investor);
    return [
      ...differ(`tokens of investor ${investor}`, tokens, holds),
      ...wallets.flatMap((wallet) => {
        if (spoiled) return [];
        const own = sum(state.tokens.map(({ balances }) => (balances.get(wallet)! > 0n ? 1n : 0n)));
        const imported =
          state.heldBalances.get(wallet)! > 0n && (state.seeded.get(wallet) !== 0n || !state.imported.importing);
        return differ(`tokens in ${wallet}`, state.records.get(wallet)!.tokensHeld, own + (imported ? 1n : 0n));
      }),
    ];
  });

/** All wallets of an investor say the same, and the list has all of them. */
const recordsAgree: Check = (state) => [
  ...[...state.people].flatMap(([investor, { wallets }]) => {
    const recorded = [...state.records]
      .filter(([, { investor: whose }]) => whose === investor)
      .map(([wallet]) => wallet);
    const facts = ({ tokensHeld: _held, ...rest }: RecordFields) => rest;
    const first = facts(recordOf(state, investor));
    return [
      ...differ(`wallets of ${investor}`, [...wallets].sort(), [...recorded].sort()),
      ...differ(`number of wallets of ${investor}`, first.wallets, BigInt(recorded.length)),
      ...recorded.flatMap((wallet) => differ(`facts in ${wallet}`, facts(state.records.get(wallet)!), first)),
      ...(investor > state.investors ? [`investor ${investor} of ${state.investors}`] : []),
    ];
  }),
  ...[...state.records].flatMap(([wallet, record]) =>
    record.investor === 0n && Object.entries(record).some(([name, value]) => name !== "unbound" && value !== 0n)
      ? [`${wallet} is nobody's and has facts: ${text(record)}`]
      : [],
  ),
];

/** Frozen, held and free units of every wallet. */
const boundUnitsAreWithin = perToken((_state, { balances, bindings, free, holds }) =>
  [...balances].flatMap(([wallet, units]) => {
    const { frozen, held, whole } = bindings.get(wallet)!;
    const pledged = sum(holds.filter(({ holder }) => holder === wallet).map((one) => one.units));
    const left = whole || frozen + held > units ? 0n : units - frozen - held;
    return [
      ...differ(`held in ${wallet}`, held, pledged),
      ...(held > units ? [`${wallet} has ${units}, of which ${held} are held`] : []),
      ...differ(`free in ${wallet}`, free.get(wallet), left),
    ];
  }),
);

const lotsMakeUpTheHolding = perToken((state, token) =>
  [...token.lots].flatMap(([investor, words]) => {
    const lots = words.map((word) => ({ units: word & ((1n << 112n) - 1n), at: word >> 112n, day: word >> 115n }));
    return [
      ...differ(`lots of ${investor}`, sum(lots.map(({ units }) => units)), holdingIn(state, token, investor)),
      ...(lots.length > 8 ? [`${lots.length} lots of ${investor}`] : []),
      ...lots.flatMap(({ units, day, at }, i) =>
        units === 0n || day > state.time / DAY || (i > 0 && at <= lots[i - 1]!.at)
          ? [`lot ${i} of ${investor}: ${text(words)}`]
          : [],
      ),
    ];
  }),
);

const metersAreWithin = perToken((state, token, memory) =>
  token.meters.flatMap(({ rule: index, flows, all, keptDays }) => {
    const [program, rule] = [token.program!, token.program!.rules[index]!];
    const asked = { memory, program, rule, token };
    const today = Number(state.time / DAY);
    const lists = [...flows, [0n, all] as const];
    return lists.flatMap(([investor, list]) => {
      const first = today + 1 - Number(keptDays);
      const moved =
        rule.kind !== "mostPurchasers"
          ? unitsSince(asked, investor, first)
          : investor === 0n
            ? BigInt(purchasersSince(asked, first).size)
            : 0n;
      const counted = sum(list.filter(({ day }) => day >= first).map(({ units }) => units));
      return [
        ...(list.length > 8 ? [`${list.length} flows of ${investor}`] : []),
        ...list.flatMap(({ day, units }, i) =>
          units === 0n || day > today || (i > 0 && day <= list[i - 1]!.day)
            ? [`flow ${i} of ${investor}: ${text(list)}`]
            : [],
        ),
        ...(counted < moved ? [`${investor} has moved ${moved}, and ${text(list)} is counted`] : []),
      ];
    });
  }),
);

/** What a group holds is what its marks say of the holdings of now, and nobody is left out. */
const groupSumsAreRight = perToken((state, token) =>
  token.meters.flatMap(({ sums, marks }) => {
    if (sums === undefined) return [];
    const all = [...marks].map(([n, mark]) => ({ ...mark, units: holdingIn(state, token, n) }));
    return [
      ...differ("weighted units", sums.weighted, sum(all.map(({ units, weight }) => units * weight))),
      ...differ("excluded units", sums.excluded, sum(all.map(({ units, excluded }) => (excluded ? units : 0n)))),
      ...differ("counted units", sums.counted, sum(all.map(({ units, counted }) => (counted ? units : 0n)))),
      ...differ("counted units", sums.counted, token.supply),
    ];
  }),
);

const importIsRight: Check = ({ imported, seeded, heldBalances, heldHolders, records }) => {
  const units = sum([...seeded].map(([wallet, is]) => (is === 0n ? 0n : heldBalances.get(wallet)!)));
  const inBooks = [...heldBalances].filter(
    ([wallet, has]) => has > 0n && (seeded.get(wallet) !== 0n || !imported.importing),
  );
  const holders = new Set(inBooks.map(([wallet]) => records.get(wallet)!.investor));
  return [
    ...(imported.importing ? differ("seeded units", imported.seeded, units) : []),
    ...differ("holders of the imported token", [...heldHolders].sort(byNumber), [...holders].sort(byNumber)),
  ];
};

/** What waits in suspense is what the token's own address has. */
const suspenseIsRight = perToken((_state, { at, balances, suspended }) =>
  differ("in suspense", balances.get(at) ?? 0n, suspended),
);

/** Each invariant on a state, by name. */
export const CHECKS: Readonly<Record<string, Check>> = {
  ...{ supplyIsTheSum, nobodyUnknownHolds, holderBitsAreRight, countsAreRight, ownersAreRight, tokensHeldAreRight },
  ...{ recordsAgree, boundUnitsAreWithin, lotsMakeUpTheHolding, metersAreWithin, groupSumsAreRight },
  ...{ importIsRight, suspenseIsRight },
};

/** Everything that does not hold, each with the name of its invariant. */
export const broken = (state: State, memory: Memory, world: World): readonly string[] =>
  Object.entries(CHECKS).flatMap(([name, check]) => check(state, memory, world).map((wrong) => `${name}: ${wrong}`));
