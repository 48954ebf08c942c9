import { ParameterInvalidError, type ReasonUnknownError } from "../errors/index.js";
import { type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import { accountFacts } from "./accountFacts.js";
import { askIncrease, type AskedIncrease } from "./askIncrease.js";
import type { LeverageFinding } from "./exposure.js";
import { type Growing, grownBy, powerOf } from "./powerOf.js";
import {
  readAccount,
  type ReadAccountErrorType,
  type ReadAccountParameters,
  type ReadAccountReturnType,
} from "./readAccount.js";
import { readPosition } from "./readPosition.js";

export type BuyingPowerParameters = ReadAccountParameters & {
  /** Product classes that are asked about. Left out: those that the account holds. */
  readonly classes?: readonly number[] | undefined;
  /** Default: long. */
  readonly side?: "long" | "short" | undefined;
};

/** How much more of one class. */
export type ClassPower = {
  readonly class: number;
  /** Cents of notional that may be bought on credit; of an on-chain venue, that may be drawn. So much passes, and a cent more does not. */
  readonly most: bigint;
  /** What a cent more is refused by, in order, as the chain says it; none: only the figures of one account have no room for more. */
  readonly binding: readonly LeverageFinding[];
  /** Whether the chain was asked, and answers so: that `most` passes, and that a cent more does not. */
  readonly proven: boolean;
};
export type BuyingPowerReturnType = { readonly powers: readonly ClassPower[]; readonly at: Pinned };
export type BuyingPowerErrorType = ParameterInvalidError | ReadAccountErrorType | ReasonUnknownError;

const DAY = 86_400n;

/**
 * Says how much more an investor may take on at a venue, by product class, and which limit binds: of attested venues how much may be bought on credit,
 * of an on-chain venue how much may be drawn against what is pledged. Asks the chain at the edge. Sends nothing.
 *
 * Reads what `readAccount` reads, the leverage registry's `rowAt`, `policyAt`, of an on-chain venue the position and its price, and `explainReport`
 * or `explainMark` twice a class, on one block.
 *
 * @throws {ParameterInvalidError} when the venue publishes no figures: ask it, it knows its headroom.
 * @throws {LeverageQuestionError} when the registry knows no such venue or account, or the engine no such wallet.
 * @throws {ReasonUnknownError} when the registry is newer than the SDK and refuses for a new reason.
 * @throws {DeploymentMissingError} when there is no contract at the registry's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { powers } = await buyingPower(client, { leverage, venue: 1, registry: 1, wallet, classes: [1] });
 * for (const { most, binding } of powers) console.log(most, binding[0]?.reason, binding[0]?.binding);
 */
export async function buyingPower(reader: Reader, parameters: BuyingPowerParameters): Promise<BuyingPowerReturnType> {
  const { leverage, override, side = "long" } = parameters;
  const read = await readAccount(reader, parameters);
  const { venue, account, at } = read;
  if (venue.modes.includes("bands"))
    throw new ParameterInvalidError({
      parameter: "venue",
      value: String(venue.number),
      wanted: "a venue that reports figures: this one publishes bands, and knows its headroom itself",
    });
  const on: ReadAt = { at, override };
  const position = venue.modes.includes("onChain") ? await readPosition(reader, { ...parameters, read }, on) : null;
  const held = position ?? account;
  const owned = held.legs.map((leg) => leg.class);
  const classes = parameters.classes ?? owned;
  const facts = await accountFacts(reader, { leverage, classes: [...new Set([...classes, ...owned])], read }, on);
  const expiryDay = Number((at.time + BigInt(venue.mostAge) * DAY) / DAY);
  const powers = await Promise.all(
    classes.map(async (of): Promise<ClassPower> => {
      const by = position === null ? "buy" : "draw";
      const growing: Growing = {
        ...{ held, by, class: of, side: SIDES[side], expiryDay, price: position?.price ?? null },
      };
      const { most, binding } = powerOf(facts, growing);
      const ask = (cents: bigint) =>
        askIncrease(reader, { leverage, asked: askedOf(parameters, { read, growing, cents }) }, on);
      // Of what no account can report the registry has no opinion.
      const isFull = binding.length === 0;
      const [here, beyond] = await Promise.all([most === 0n ? [] : ask(most), isFull ? [] : ask(most + 1n)]);
      return { class: of, most, binding: beyond, proven: here.length === 0 && (isFull || beyond.length > 0) };
    }),
  );
  return { powers, at };
}

const SIDES = { long: 1n, short: -1n } as const;

type Asking = { readonly read: ReadAccountReturnType; readonly growing: Growing; readonly cents: bigint };

function askedOf(
  { venue, registry, wallet }: BuyingPowerParameters,
  { read: { account, investor, at }, growing, cents }: Asking,
): AskedIncrease {
  if (growing.by === "draw") return { venue, registry, wallet, drawn: cents };
  const { collateral, debt, legs } = grownBy(growing, cents);
  const sequence = account.sequence + 1;
  return {
    exposure: { venue, registry, investor, wallet, sequence, asOf: at.time, collateral, debt, drawn: 0n, legs },
  };
}
