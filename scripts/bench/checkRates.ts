import type { Address } from "viem";
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
const ROUNDS = 3;
const SEED = 2026;
/** Units of each holder: what the fund's documents ask of one at the least, several times. */
const HOLDING = 400_000n;

export type CheckRate = {
  /** Verdicts a second, of the wall clock: node and SDK together. */
  readonly perSecond: number;
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
  let best = { perSecond: 0, movements: movements.length, allowed: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const answers = await checkTransfers(reader, { movements });
    const seconds = (performance.now() - start) / 1000;
    const perSecond = Math.round(answers.length / seconds);
    const allowed = answers.filter((answer) => answer.allowed).length;
    if (perSecond > best.perSecond) best = { perSecond, movements: answers.length, allowed };
  }
  return best;
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
