import { type Address, type Hex } from "viem";
import * as change from "../../../sdk/change/index.js";
import { type Program } from "../../../sdk/program/index.js";
import { INSTRUMENT } from "../../fixtures/attempt.js";
import { someWallet } from "../../fixtures/registers.js";
import { DAY, NOTICE, someFacts, type Walk } from "../../fixtures/walk.js";

/** Somebody to enrol, with so many units in the first wallet. */
export type Somebody = Partial<change.InvestorFacts> & {
  readonly wallets?: readonly Address[];
  readonly units: bigint;
};

/** Enrols everybody and mints their units, under whatever program is in force. @returns Their first wallets. */
export async function settleIn(w: Walk, people: readonly Somebody[]): Promise<readonly Address[]> {
  const { engine } = w.at;
  const enrolments = people.map(({ wallets, units: _units, ...facts }, index) => ({
    wallets: wallets ?? [someWallet(index)],
    facts: someFacts(facts),
  }));
  for (let from = 0; from < enrolments.length; from += 20) {
    const some = enrolments.slice(from, from + 20);
    await w.send(w.registrar, change.enrolBatch({ engine, registry: w.registry, enrolments: some }));
  }
  for (const [index, { units }] of people.entries()) {
    const [to] = enrolments[index]!.wallets;
    if (units > 0n) await w.send(w.agent, change.mint({ token: w.at.token, to: to!, amount: units }));
  }
  return enrolments.map(({ wallets }) => wallets[0]!);
}

/** Publishes and schedules a program at the shortest notice. @returns When it takes effect. */
export async function scheduled(w: Walk, { id, bytes }: Program): Promise<bigint> {
  const { engine, token } = w.at;
  await w.send(w.stranger, change.publishProgram({ engine, program: bytes }));
  const effectiveFrom = (await w.now()) + NOTICE + 60n;
  await w.send(w.author, change.scheduleProgram({ engine, token, programId: id, effectiveFrom }));
  return effectiveFrom;
}

/** Puts the program that waits in force, in a block of this time. */
export async function inForceAt(w: Walk, time: bigint): Promise<void> {
  await w.networkHelpers.time.setNextBlockTimestamp(time);
  await w.send(w.stranger, change.settleProgram({ engine: w.at.engine, token: w.at.token }));
}

/** Lots of a holder in full: so many days ago each. */
export async function lotsOfDaysAgo(
  w: Walk,
  wallet: Address,
  lots: readonly (readonly [days: number, units: bigint])[],
) {
  const today = Number((await w.now()) / DAY);
  const words = lots.map(([days, units], index) => ({ day: today - days, origin: index % 3, units }));
  const { engine, token } = w.at;
  await w.send(w.agent, change.setLots({ engine, token, wallet, lots: words, instrument: INSTRUMENT as Hex }));
}
