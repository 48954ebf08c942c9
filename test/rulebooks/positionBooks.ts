import { type Address } from "viem";
import { BINDINGS, POSITION_BUCKETS, type PositionBucket } from "../../sdk/kinds/index.js";
import {
  exempt,
  type MonthLimits,
  openProduct,
  openUnderlying,
  orderHalt,
  setMonthLimits,
  type UnderlyingTerms,
} from "../../sdk/positions/index.js";
import { judgePosition } from "../../sdk/positions/judgePosition.js";
import type { BookFacts, BookProduct, PersonStanding, PositionMove } from "../../sdk/positions/positionFacts.js";
import { drivenBook, EVIDENCE, GRAPH } from "../fixtures/positions.js";
import { closuresOf, law, limitsOf, type Line, personsOf, secondsOf, type Vector, VECTORS } from "./positionVectors.js";
import { hashProvision } from "../../sdk/rulebook/index.js";

type Side = "long" | "short";
type Settlement = "physical" | "cash";
type Product = {
  readonly underlying: string;
  readonly month: string;
  readonly side: Side;
  readonly settlement: Settlement;
};
const keyOf = ({ underlying, month, side, settlement }: Product) => `${underlying} ${month} ${side} ${settlement}`;

/** What somebody says of a movement. */
export type Said = {
  readonly allowed: boolean;
  readonly subject: string | undefined;
  readonly bucket: PositionBucket | undefined;
  readonly binding: "law" | "policy" | undefined;
  /** Id of the provision that is cited. */
  readonly provision: string | undefined;
};

const PASSES: Said = { allowed: true, subject: undefined, bucket: undefined, binding: undefined, provision: undefined };
const BUCKETS = Object.keys(POSITION_BUCKETS) as PositionBucket[];
const idOf = new Map(law.provisions.map(({ provision }) => [hashProvision(provision), provision.id] as const));
const { vectors } = VECTORS;

/** Every product that a vector moves or could move. */
const PRODUCTS: readonly Product[] = [
  ...new Map(
    vectors
      .flatMap(({ underlying, held, trade }) =>
        [...held, ...(trade === undefined ? [] : [trade])].flatMap((line) => both(underlying, line)),
      )
      .map((one) => [keyOf(one), one]),
  ).values(),
];
function both(underlying: string, { month, cash }: Line): readonly Product[] {
  const settlement = cash === true ? "cash" : "physical";
  return (["long", "short"] as const).map((side) => ({ underlying, month, side, settlement }));
}

const UNDERLYINGS = Object.keys(VECTORS.underlyings);
const numberOf = (underlying: string) => UNDERLYINGS.indexOf(underlying) + 1;
const monthsOf = (underlying: string) => [
  ...new Set(PRODUCTS.filter((one) => one.underlying === underlying).map(({ month }) => month)),
];
/** Persons of no two vectors are the same. */
const personOf = (vector: Vector, name: string): bigint =>
  BigInt(vectors.indexOf(vector) * 10 + personsOf(vector).indexOf(name) + 1);
const nameOf = (vector: Vector, person: bigint) => personsOf(vector)[Number(person - 1n) % 10];
const absolute = (contracts: string): bigint => BigInt(contracts.replace("-", ""));

type Place = { readonly token: Address; readonly holding: bigint };

/** A book on chain and the same one as plain data, with the limits of the law, in which everybody holds what the vectors say. */
export async function positionBooks() {
  const { ethers, driver, book, at, tokens } = await drivenBook(PRODUCTS.length);
  const [admin] = await ethers.getSigners();
  const send = async ({ to, data }: { readonly to: Address; readonly data: string }) => {
    await (await admin!.sendTransaction({ to, data })).wait();
  };
  const tokenOf = (product: Product) => tokens[PRODUCTS.findIndex((one) => keyOf(one) === keyOf(product))]!;
  const facts = await bookFacts();

  for (const underlying of UNDERLYINGS) {
    const number = numberOf(underlying);
    const { terms, months } = termsOf(underlying);
    await send(openUnderlying({ book: at, name: underlying, terms }));
    for (const [month, limits] of months) await send(setMonthLimits({ book: at, underlying: number, month, limits }));
  }
  for (const product of PRODUCTS) {
    const { underlying, ...rest } = product;
    const counts = { contracts: "1", decimals: 0 };
    await send(
      openProduct({ ...{ book: at, token: tokenOf(product), underlying: numberOf(underlying) }, ...rest, ...counts }),
    );
  }
  const { timestamp: now = 0 } = (await ethers.provider.getBlock("latest")) ?? {};
  await (
    await book.stateAggregators(
      [...facts.closures].map(([investor, aggregators]) => ({
        investor,
        aggregators: [...aggregators],
        asOf: now,
        graph: GRAPH,
      })),
    )
  ).wait();
  for (const vector of vectors) {
    const standing = standingOf(vector);
    const place = {
      book: at,
      underlying: numberOf(vector.underlying),
      investor: personOf(vector, vector.exempt?.by ?? vector.order?.by ?? ""),
    };
    for (const side of ["long", "short"] as const) {
      const exemption = standing?.[side] ?? null;
      if (exemption !== null) await send(exempt({ ...place, side, ...exemption, evidence: EVIDENCE }));
    }
    if (standing?.order !== null && standing !== undefined) await send(orderHalt({ ...place, ...standing.order }));
  }
  const moves = vectors.flatMap((vector) => vector.held.map((line) => ({ vector, line })));
  for (let done = 0; done < moves.length; done += BATCH) {
    const operations = moves.slice(done, done + BATCH).map(({ vector, line }) => ({
      ...{ kind: BY_ORDER, token: tokens.indexOf(tokenOf(productOf(vector, line))), sender: 0n },
      ...{ receiver: personOf(vector, line.by), amount: absolute(line.contracts) },
    }));
    await (await driver.run(at, operations, false)).wait();
  }

  /** A trade of a vector: who holds what is sold, gives it up; otherwise the other side is taken on. */
  function moveOf(vector: Vector, line: Line): PositionMove {
    const selling = productOf(vector, { ...line, contracts: line.contracts.startsWith("-") ? "1" : "-1" });
    const held = placeOf(vector, line.by, selling);
    const amount = absolute(line.contracts);
    const about = { judged: true, amount, time: secondsOf(vector.on) + NOON };
    const person = personOf(vector, line.by);
    if (held.holding >= amount)
      return {
        ...about,
        token: held.token,
        sender: person,
        senderHolding: held.holding,
        receiver: 0n,
        receiverHolding: 0n,
      };
    const { token, holding } = placeOf(vector, line.by, productOf(vector, line));
    return { ...about, token, sender: 0n, senderHolding: 0n, receiver: person, receiverHolding: holding };
  }

  function placeOf(vector: Vector, by: string, product: Product): Place {
    const lines = vector.held.filter((one) => one.by === by && keyOf(productOf(vector, one)) === keyOf(product));
    return { token: tokenOf(product), holding: lines.reduce((sum, { contracts }) => sum + absolute(contracts), 0n) };
  }

  async function chain(vector: Vector, line: Line): Promise<Said> {
    const move = moveOf(vector, line);
    const [answer, [first]] = await Promise.all([book.weigh(move), book.explainMove(move)]);
    if (answer.allowed) return PASSES;
    return {
      ...{ allowed: false, subject: nameOf(vector, answer.subject), bucket: BUCKETS[Number(first?.bucket)] },
      binding: first?.binding === BigInt(BINDINGS.law) ? "law" : "policy",
      provision: idOf.get(first?.provision as never),
    };
  }

  function twin(vector: Vector, line: Line): Said {
    const { answer, findings } = judgePosition(facts, moveOf(vector, line));
    const [first] = findings;
    if (answer.allowed) return PASSES;
    return {
      ...{ allowed: false, subject: nameOf(vector, answer.subject), bucket: first?.bucket, binding: first?.binding },
      provision: first === undefined ? undefined : idOf.get(first.provision),
    };
  }

  /** Whose trades tell of a level of accountability, once they are made. */
  async function accountable(made: readonly Vector[]): Promise<readonly string[]> {
    const operations = made.map((vector) => {
      const { token, sender, receiver, amount } = moveOf(vector, vector.trade!);
      return { kind: JUDGED, token: tokens.indexOf(token), sender, receiver, amount };
    });
    const receipt = await (await driver.run(at, operations, false)).wait();
    return (receipt?.logs ?? []).flatMap((log) => {
      const event = log.address === at ? book.interface.parseLog(log) : null;
      if (event?.name !== "AccountabilityReached") return [];
      return [vectors[Math.floor(Number(event.args[2]) / 10)]!.title];
    });
  }

  async function bookFacts(): Promise<BookFacts> {
    const products = new Map(
      PRODUCTS.map((product, index): readonly [Address, BookProduct] => {
        const { side, settlement, month, underlying } = product;
        const page = numberOf(underlying);
        const of = { underlying: page, page, side, settlement, month: monthNumber(month) };
        return [tokens[index]!, { ...of, spot: false, closed: false, lot: 1n, ratio: 1_000_000n }];
      }),
    );
    const underlyings = new Map(
      UNDERLYINGS.map((underlying) => {
        const { terms, months } = termsOf(underlying);
        const standings = new Map(
          vectors.flatMap((vector) => {
            const standing = vector.underlying === underlying ? standingOf(vector) : undefined;
            const by = vector.exempt?.by ?? vector.order?.by ?? "";
            return standing === undefined ? [] : [[personOf(vector, by), standing] as const];
          }),
        );
        const numbered = new Map([...months].map(([month, limits]) => [monthNumber(month), limits] as const));
        return [numberOf(underlying), { terms, months: numbered, standings }] as const;
      }),
    );
    const closures = new Map(
      vectors.flatMap((vector) =>
        [...closuresOf(vector)].map(
          ([investor, aggregators]) =>
            [
              personOf(vector, investor),
              aggregators.map((one) => personOf(vector, one)).toSorted((a, b) => Number(a - b)),
            ] as const,
        ),
      ),
    );
    let counted: BookFacts = { products, underlyings, closures, counted: new Map() };
    for (const vector of vectors)
      for (const line of vector.held) {
        const before = vector.held.slice(0, vector.held.indexOf(line));
        const { token, holding } = placeOf({ ...vector, held: before }, line.by, productOf(vector, line));
        const receiver = personOf(vector, line.by);
        const move = {
          token,
          judged: false,
          sender: 0n,
          senderHolding: 0n,
          receiver,
          receiverHolding: holding,
          time: 1n,
        };
        counted = {
          ...counted,
          counted: judgePosition(counted, { ...move, amount: absolute(line.contracts) }).counted,
        };
      }
    return counted;
  }

  return { chain, twin, accountable };
}

const [JUDGED, BY_ORDER, BATCH, NOON] = [0, 1, 40, 43_200n];
const monthNumber = (month: string) => (Number(month.slice(0, 4)) - 1970) * 12 + Number(month.slice(5)) - 1;

function productOf({ underlying }: Vector, { contracts, month, cash }: Line): Product {
  const settlement = cash === true ? "cash" : "physical";
  return { underlying, month, settlement, side: contracts.startsWith("-") ? "short" : "long" };
}

type Limits = { readonly terms: UnderlyingTerms; readonly months: ReadonlyMap<string, MonthLimits> };
const compiled = new Map<string, Limits>();

function termsOf(underlying: string): Limits {
  const known = compiled.get(underlying);
  if (known !== undefined) return known;
  const all = monthsOf(underlying).map((month) => [month, limitsOf(underlying, month)] as const);
  const made = { terms: all[0]![1].terms, months: new Map(all.map(([month, { limits }]) => [month, limits!])) };
  compiled.set(underlying, made);
  return made;
}

function standingOf({ exempt: given, order }: Vector): PersonStanding | undefined {
  if (given === undefined && order === undefined) return undefined;
  const exemption = given && { contracts: BigInt(given.contracts), until: secondsOf(given.until) };
  return {
    long: exemption !== undefined && given?.side === "long" ? exemption : null,
    short: exemption !== undefined && given?.side === "short" ? exemption : null,
    order: order === undefined ? null : { cap: BigInt(order.cap), from: 1n, instrument: EVIDENCE },
  };
}
