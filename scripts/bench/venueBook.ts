import { readFileSync } from "node:fs";
import { type Address, zeroAddress } from "viem";
import { diceOf, type Dice } from "../../sdk/cli/demo/candidates.js";
import { packsOf } from "../../sdk/cli/packsOf.js";
import { readRulebook } from "../../sdk/cli/readFiles.js";
import { hasReceiver, hasSender, MOST_UNITS, type MovementKind, TRANCHE_BITS } from "../../sdk/kinds/index.js";
import {
  type CompiledProgram,
  compile,
  evaluate,
  evaluateFirst,
  type Facts,
  type Order,
  packLot,
  type PreparedProgram,
  type PreparedWallet,
  prepareWallet,
} from "../../sdk/program/index.js";
import { plainFacts, situationOfOrder } from "../../sdk/program/orders.js";
import { booksOf, type Common, groupsOf, holdingOf, partyFacts } from "../../sdk/register/books.js";
import { type Holder, parseRegister, prepareRegister, type Register } from "../../sdk/register/index.js";
import type { Movement } from "../../sdk/verdict/index.js";

const FUND = "rulebooks/examples/private-fund";
/** Unix seconds: an instant within the fund's term, and 1,095 days before it, when lots began. */
const NOW = 1_795_608_000n;
const TODAY = Number(NOW / 86_400n);
const OLDEST = 1_095;
/** Units that the fund's documents ask of a holder at the least, and most that one of the bench has. */
const [LEAST, MOST] = [100_000, 4_000_000];
/** Of a hundred movements so many are allowed. */
export const ALLOWED_OF_100 = 75;
/** Of a hundred movements so many are of each kind. */
export const KINDS_OF_100 = {
  transfer: 80,
  mint: 7,
  burn: 7,
  forced: 2,
  transmission: 2,
  licensed: 1,
  recovery: 1,
} as const;
/** Nobody's, as far as the facts know. */
export const TOKEN: Address = "0x00000000000000000000000000000000000f0e5d";

/** One question of a venue, and all that its answer turns on as the engine's `facts` would give it. */
export type Question = { readonly order: Order; readonly facts: Facts };

export type VenueBook = {
  readonly program: CompiledProgram;
  readonly register: Register;
  readonly prepared: PreparedProgram;
  readonly questions: readonly Question[];
};

/**
 * Movements between the investors of the private fund's register, who were given holdings in one to three lots: each of another pair and amount, three in
 * four allowed, the others refused for whatever reason the draw hit upon. The same seed gives the same ones; every number in the facts, and every amount,
 * is a value of its own, as if each had come from a node.
 */
export function venueBook(count: number, seed: number): VenueBook {
  const rulebook = readRulebook(`${FUND}/rulebook.json`);
  const program = compile(rulebook, { asOf: NOW, packs: packsOf([rulebook], []) });
  const dice = diceOf(seed);
  const register = withHoldings(
    parseRegister(JSON.parse(readFileSync(`${FUND}/register.json`, "utf8"))),
    program,
    dice,
  );
  const { prepared, wallets } = prepareRegister(register, program, { asOf: NOW });
  const parties = register.holders.flatMap((holder): readonly Party[] => {
    const address = walletOf(holder);
    const wallet = wallets.get(address.toLowerCase() as Address);
    return wallet === undefined ? [] : [{ address, wallet }];
  });
  // In no registry, as venues are: the fund's rules ask nothing of them.
  const venue = prepareWallet(prepared, { record: 0n });
  const sellers = parties.filter(({ wallet }) => wallet.balance > 0n);
  const pick = <T>(items: readonly T[]): T => items[dice(items.length)] as T;

  const wanted = { allowed: Math.round((count * ALLOWED_OF_100) / 100), refused: 0 };
  wanted.refused = count - wanted.allowed;
  const questions: Question[] = [];
  while (wanted.allowed + wanted.refused > 0) {
    const kind = kindOf(dice(100));
    const seller = pick(sellers);
    const buyer = pick(dice(2) === 0 ? sellers : parties);
    if (buyer === seller && kind !== "mint" && kind !== "burn") continue;
    const holding = hasSender(kind) ? seller.wallet.balance : BigInt(LEAST + dice(MOST - LEAST));
    const order = orderOf(kind, seller, buyer, amountOf(holding, dice), { venue, dice });
    const outcome = evaluateFirst(prepared, order) === null ? "allowed" : "refused";
    if (wanted[outcome] === 0) continue;
    wanted[outcome]--;
    questions.push({ order, facts: fresh(situationOfOrder(prepared, order).facts) });
  }
  return { program, register, prepared, questions };
}

function kindOf(draw: number): MovementKind {
  let left = draw;
  for (const [kind, of100] of Object.entries(KINDS_OF_100)) if ((left -= of100) < 0) return kind as MovementKind;
  return "transfer";
}

const again = (value: bigint): bigint => BigInt(String(value));

/** The same numbers as values of their own, so that none is known by where it lies. */
function fresh(facts: Facts): Facts {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(plainFacts(facts)))
    if (typeof value === "bigint") copy[name] = again(value);
    else if (!Array.isArray(value)) copy[name] = value;
    else copy[name] = (value as readonly unknown[]).map((one) => (typeof one === "bigint" ? again(one) : one));
  return copy as Facts;
}

/** Who would be let in holds units. */
function withHoldings(register: Register, program: CompiledProgram, dice: Dice): Register {
  const closed = Array.from({ length: 7 }, (_, origin) => (origin % 2 === 0 ? TODAY - 200 : TODAY - 700));
  const tranches = closed.reduce((word, day, origin) => word | (BigInt(day) << BigInt(origin * TRANCHE_BITS)), 0n);
  const empty = { ...register, supply: 400_000_000n, tranches, lotsSince: TODAY - OLDEST };
  const books = booksOf(empty);
  const common: Common = {
    ...{ register: empty, books, groups: groupsOf(program, books) },
    ...{ asOf: NOW, lotsFrom: TODAY - OLDEST },
  };
  const holders = register.holders.map((holder): Holder => {
    const units = BigInt(LEAST + dice(MOST - LEAST));
    const mint = { kind: "mint", token: TOKEN, from: zeroAddress, to: walletOf(holder), amount: units } as const;
    if (!evaluate(program, partyFacts(holder, common).receiver, mint, { most: 1 }).allowed) return holder;
    const wallets = holder.wallets.map((wallet, index) => ({ ...wallet, units: index === 0 ? units : 0n }));
    return { ...holder, wallets, lots: lotsOf(units, program.lots?.origins[holder.lane] ?? 0, dice) };
  });
  const supply = holders.reduce((sum, holder) => sum + holdingOf(holder), 0n);
  return { ...empty, supply, holders };
}

/** One to three lots, oldest first. */
function lotsOf(units: bigint, origin: number, dice: Dice): readonly bigint[] {
  const count = 1 + dice(3);
  const days = [...new Set(Array.from({ length: count }, () => TODAY - 30 - dice(OLDEST - 30)))].sort((a, b) => a - b);
  const part = units / BigInt(days.length);
  return days.map((day, index) =>
    packLot({ day, origin, units: index === 0 ? units - part * BigInt(days.length - 1) : part }),
  );
}

const walletOf = ({ wallets }: Holder): Address => wallets[0]?.address ?? zeroAddress;

/** Mostly a part of the holding, sometimes all of it, now and then more than there is. */
function amountOf(holding: bigint, dice: Dice): bigint {
  const sort = dice(20);
  if (sort < 3) return holding;
  if (sort === 3) return holding + BigInt(1 + dice(1000));
  const most = Number(holding);
  return BigInt(1 + dice(sort < 6 ? most : Math.max(1, most - LEAST)));
}

type Party = { readonly address: Address; readonly wallet: PreparedWallet };

type Means = { readonly venue: PreparedWallet; readonly dice: Dice };

/** Every fifth transfer is carried out by a venue, with an allowance that is the amount or without a bound. */
function orderOf(kind: MovementKind, seller: Party, buyer: Party, amount: bigint, { venue, dice }: Means): Order {
  const byVenue = kind === "transfer" && dice(5) === 0;
  const [sender, receiver] = [hasSender(kind) ? seller : null, hasReceiver(kind) ? buyer : null];
  const [from, to] = [sender?.address ?? zeroAddress, receiver?.address ?? zeroAddress];
  const moved = { kind, token: TOKEN, from, to, amount: again(amount) };
  const movement: Movement = byVenue ? { ...moved, spender: TOKEN } : moved;
  return {
    movement,
    sender: sender?.wallet ?? null,
    receiver: receiver?.wallet ?? null,
    spender: byVenue ? venue : undefined,
    allowance: byVenue ? (dice(2) === 0 ? MOST_UNITS : again(amount)) : 0n,
  };
}
