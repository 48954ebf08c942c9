import { type Address, type Hex, hexToBytes } from "viem";
import { checkTransfers } from "../../sdk/check/index.js";
import { mint } from "../../sdk/change/index.js";
import { diceOf } from "../../sdk/cli/demo/candidates.js";
import { readOffering, readPlayers } from "../../sdk/cli/demo/offerings.js";
import { openSender } from "../../sdk/cli/demo/sender.js";
import { setStage } from "../../sdk/cli/demo/stage.js";
import { pin, type Reader } from "../../sdk/reader/index.js";
import type { Movement } from "../../sdk/verdict/index.js";

/** Investors who get units, and movements that one book asks about. */
const HOLDERS = 60;
const MOVEMENTS = 8_000;
/** Rounds of one measurement, and milliseconds: at least so many of both. */
const ROUNDS = 3;
const SPAN = 4_000;
const SEED = 2026;
/** Units of each holder: what the fund's documents ask of one at the least, several times. */
const HOLDING = 400_000n;

export type CheckRate = {
  /** Verdicts a second, of the wall clock: node and SDK together. */
  readonly perSecond: number;
  /** The same, if the SDK took no time: the same calls, written before and not read after. */
  readonly bound: number;
  /** If the node took no time: the same answers, given at once. */
  readonly sdkAlone: number;
  /** What the engine uses for one verdict, without what its calldata costs, and what the node gets through in a second. */
  readonly gasOfOne: number;
  readonly gasPerSecond: number;
  readonly movements: number;
  readonly allowed: number;
};

/** Puts the private fund and its register on a node, and asks it about a venue's whole book. */
export async function checkRate(reader: Reader, progress: (words: string) => void): Promise<CheckRate> {
  const { chainId, time } = await pin(reader, {});
  const fund = readOffering("private-fund", "WBF", time);
  const players = readPlayers(fund.program.scheme);
  const sender = await openSender(reader, chainId);
  const stage = await setStage({ reader, sender, offerings: [fund], players, scheme: fund.program.scheme, progress });
  const token = stage.tokens[0]?.token ?? stage.engine;
  const wallets = [...players.wallets.keys()];
  const mints = wallets.map((to): Movement => ({ kind: "mint", token, from: stage.engine, to, amount: HOLDING }));
  const verdicts = await checkTransfers(reader, { movements: mints });
  const holders = wallets.filter((_, index) => verdicts[index]?.allowed).slice(0, HOLDERS);
  for (const to of holders) await sender.send(stage.crew.transferAgent, mint({ token, to, amount: HOLDING }));

  const movements = bookOf(token, holders, wallets);
  const { listening, calls, replaying } = listen(reader);
  const answers = await checkTransfers(listening, { movements });
  const allowed = answers.filter((answer) => answer.allowed).length;
  const asking = calls.filter(({ method }) => method === "eth_call");
  const perSecond = await rateOf(movements.length, () => checkTransfers(reader, { movements }));
  const bound = await rateOf(movements.length, () => Promise.all(asking.map((call) => reader.request(call))));
  const sdkAlone = await rateOf(movements.length, () => checkTransfers(replaying, { movements }));
  const gasOfOne = Math.round((await gasOf(reader, asking)) / movements.length);
  return { perSecond, bound, sdkAlone, gasOfOne, gasPerSecond: gasOfOne * bound, movements: movements.length, allowed };
}

/** Things a second, of the best round: other programs slow the others down. */
async function rateOf(things: number, work: () => Promise<unknown>): Promise<number> {
  const rates: number[] = [];
  const until = performance.now() + SPAN;
  while (rates.length < ROUNDS || performance.now() < until) {
    const start = performance.now();
    await work();
    rates.push((things / (performance.now() - start)) * 1000);
  }
  return Math.round(Math.max(...rates));
}

type Call = Parameters<Reader["request"]>[0];

/** A reader that keeps what it is asked, if it is answered, and one that gives the same answers, or none, without asking again. */
function listen(reader: Reader) {
  const calls: Call[] = [];
  const answers = new Map<string, Promise<unknown>>();
  const listening: Reader = {
    request: (call) => {
      const answer = reader.request(call);
      answers.set(JSON.stringify(call), answer);
      return answer.then((value) => {
        calls.push(call);
        return value;
      });
    },
  };
  const replaying: Reader = { request: (call) => answers.get(JSON.stringify(call)) ?? Promise.resolve() };
  return { listening, calls, replaying };
}

/** What every transaction costs, and a byte of its calldata, by whether it is zero. */
const [INTRINSIC, ZERO_BYTE, OTHER_BYTE] = [21_000, 4, 16];

/** Gas that calls use in the contracts that they call. */
async function gasOf(reader: Reader, calls: readonly Call[]): Promise<number> {
  let gas = 0;
  for (const { params } of calls) {
    const [transaction] = params as readonly [{ readonly data: Hex }];
    const bytes = hexToBytes(transaction.data);
    const zeros = bytes.filter((byte) => byte === 0).length;
    const used = Number(await reader.request({ method: "eth_estimateGas", params: [transaction] }));
    gas += used - INTRINSIC - zeros * ZERO_BYTE - (bytes.length - zeros) * OTHER_BYTE;
  }
  return gas;
}

/** Offers of holders to each other and, every fourth, to anybody in the register. */
function bookOf(token: Address, holders: readonly Address[], wallets: readonly Address[]): readonly Movement[] {
  const dice = diceOf(SEED);
  const pick = <T>(items: readonly T[]): T => items[dice(items.length)] as T;
  return Array.from({ length: MOVEMENTS }, (_, index): Movement => {
    const to = index % 4 === 0 ? pick(wallets) : pick(holders);
    return { kind: "transfer", token, from: pick(holders), to, amount: BigInt(1 + dice(Number(HOLDING))) };
  });
}
