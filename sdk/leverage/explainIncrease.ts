import type { Address, Hex } from "viem";
import { LeverageQuestionError, type ReasonUnknownError } from "../errors/index.js";
import { type At, type ReadAt, type Reader } from "../reader/index.js";
import { hashProvision, type Provision } from "../rulebook/index.js";
import type { Pinned } from "../verdict/index.js";
import { accountFacts } from "./accountFacts.js";
import { askIncrease, type AskedIncrease } from "./askIncrease.js";
import type { Exposure, Leg, LeverageFinding } from "./exposure.js";
import {
  INCREASE_REMEDIES,
  INCREASE_SENTENCES,
  type IncreaseContext,
  type IncreaseRemedy,
  OVER_ALL,
} from "./increaseWords.js";
import { readAccount, type ReadAccountErrorType, type ReadAccountReturnType } from "./readAccount.js";
import { readPosition } from "./readPosition.js";
import { type VenueShare, venueShares, type VenueSharesReturnType } from "./venueShares.js";
import { type WeighedExposure, weighExposure } from "./weighExposure.js";

/** For whom it is written. A venue learns of its own account; of what other venues know only that a policy over all of them stands against it. */
export type LeverageAudience = "investor" | "venue" | "agent";

export type ExplainIncreaseParameters = At &
  AskedIncrease & {
    /** The leverage registry. */
    readonly leverage: Address;
    /** Default: the venue. */
    readonly audience?: LeverageAudience | undefined;
    /** Those that rows and policies may come from: each is named where its hash is found. */
    readonly provisions?: readonly Provision[] | undefined;
    /** What the registry's product classes are called, by number. */
    readonly classNames?: ReadonlyMap<number, string> | undefined;
    /** The block in which the leverage registry was deployed: earlier ones are not searched. Default: 0. */
    readonly fromBlock?: bigint | undefined;
  };

/** One reason with its law, its words and what would help. */
export type CitedIncrease = Omit<LeverageFinding, "measured" | "limit"> & {
  /** In the reason's unit; null: the audience may not know it. */
  readonly measured: bigint | null;
  readonly limit: bigint | null;
  /** Null: it is the registry's own, or none of the provisions given. */
  readonly provisionId: string | null;
  readonly citation: string | null;
  readonly sentence: string;
  readonly remedy: IncreaseRemedy;
};
export type ExplainIncreaseReturnType = {
  readonly allowed: boolean;
  /** In the registry's order; with the first of them a report reverts. */
  readonly findings: readonly CitedIncrease[];
  /** How much of the equity at the venue would count over all venues, cents. */
  readonly counted: bigint;
  /** The investor's venues, and what each counts, as last reported; null: the audience may not know them. */
  readonly shares: readonly VenueShare[] | null;
  readonly at: Pinned;
};
export type ExplainIncreaseErrorType = ReadAccountErrorType | ReasonUnknownError;

/**
 * Asks the chain for everything against an increase of exposure, and says of each reason whether law or policy refuses, by which provision, and what
 * would make it pass: a deposit, less notional, a report of somebody else. Sends nothing.
 *
 * Reads what `readAccount` reads, the leverage registry's `rowAt`, `policyAt`, and `explainReport` or `explainMark`, of an on-chain venue the position
 * and its price, and for an investor or agent what `venueShares` reads, on one block.
 *
 * @throws {LeverageQuestionError} when the registry knows no such venue or account, the engine no such wallet, or the figures are none.
 * @throws {ReasonUnknownError} when the registry is newer than the SDK and refuses for a new reason.
 * @throws {DeploymentMissingError} when there is no contract at the registry's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { findings } = await explainIncrease(client, { leverage, exposure, audience: "investor" });
 * for (const { binding, citation, sentence, remedy } of findings) console.log(binding, citation, sentence, remedy);
 */
export async function explainIncrease(
  reader: Reader,
  parameters: ExplainIncreaseParameters,
): Promise<ExplainIncreaseReturnType> {
  const { leverage, audience = "venue", override, classNames = new Map<number, string>(), fromBlock } = parameters;
  const place = { leverage, ...("exposure" in parameters ? parameters.exposure : parameters) };
  const read = await readAccount(reader, { ...parameters, ...place });
  const { at } = read;
  if ("exposure" in parameters) requireOwn(parameters.exposure, read, leverage);
  const on: ReadAt = { at, override };
  const [list, weighed, shares] = await Promise.all([
    askIncrease(reader, { leverage, asked: parameters }, on),
    weighedOf(reader, parameters, read, on),
    audience === "venue"
      ? null
      : venueShares(reader, { ...place, fromBlock, block: at, override }).then((all) => sharesFor(all, audience)),
  ]);
  const overdue = (shares ?? []).filter((share) => share.overdue).map(({ venue }) => venue);
  const context: IncreaseContext = { weighed, classNames, overdue };
  const findings = list.map((finding): CitedIncrease => {
    const words = audience === "venue" && OVER_ALL.has(finding.reason) ? HIDDEN : wordsOf(finding, context);
    return { ...finding, ...cite(finding.provision, parameters.provisions ?? []), ...words };
  });
  return { allowed: findings.length === 0, findings, counted: weighed.counted, shares, at };
}

const wordsOf = (finding: LeverageFinding, context: IncreaseContext) => ({
  sentence: INCREASE_SENTENCES[finding.reason](finding, context),
  remedy: INCREASE_REMEDIES[finding.reason](finding, context),
});

/** What a venue is told that asks about its customer, of other venues. */
const HIDDEN = {
  measured: null,
  limit: null,
  sentence: "A policy over all venues of the investor stands against it; no rule of this venue does.",
  remedy: { type: "none", why: "The investor can ask what would help, and tell." },
} as const;

/** Who is controlled reads of its own accounts, and not of those of who controls it. */
const sharesFor = (
  { investor, head, shares }: VenueSharesReturnType,
  audience: LeverageAudience,
): readonly VenueShare[] =>
  audience === "agent" || investor === head ? shares : shares.filter((share) => share.investor === investor);

/** A report that names one investor, and the wallet of another, is nobody's. */
function requireOwn({ registry, wallet, investor }: Exposure, read: ReadAccountReturnType, leverage: Address): void {
  if (investor === read.investor) return;
  throw new LeverageQuestionError({ leverage, errorName: "WalletNotRecorded", args: { registry, wallet, investor } });
}

/** By hash, of lists that were given before: hashing all of the law takes longer than asking. */
const HASHED = new WeakMap<readonly Provision[], ReadonlyMap<Hex, Provision>>();

function byHash(provisions: readonly Provision[]): ReadonlyMap<Hex, Provision> {
  const known = HASHED.get(provisions) ?? new Map(provisions.map((one) => [hashProvision(one), one]));
  HASHED.set(provisions, known);
  return known;
}

function cite(hash: Hex, provisions: readonly Provision[]): Pick<CitedIncrease, "provisionId" | "citation"> {
  const provision = BigInt(hash) === 0n ? undefined : byHash(provisions).get(hash);
  return { provisionId: provision?.id ?? null, citation: provision?.citation ?? null };
}

const DAY = 86_400n;
const classesOf = (legs: readonly Leg[]): readonly number[] => legs.map((leg) => leg.class);

async function weighedOf(
  reader: Reader,
  parameters: ExplainIncreaseParameters,
  read: ReadAccountReturnType,
  on: ReadAt,
): Promise<WeighedExposure> {
  const { leverage } = parameters;
  if ("exposure" in parameters) {
    const { legs, asOf, ...said } = parameters.exposure;
    const facts = await accountFacts(reader, { leverage, classes: classesOf(legs), read }, on);
    const expiryDay = Number(asOf / DAY) + read.venue.mostAge;
    return weighExposure(facts, { ...said, legs, expiryDay, price: null });
  }
  const { drawn } = parameters;
  const { debt, legs, ...position } = await readPosition(reader, { ...parameters, read }, on);
  const facts = await accountFacts(reader, { leverage, classes: classesOf(legs), read }, on);
  const expiryDay = Number(on.at.time / DAY) + read.venue.mostAge;
  return weighExposure(facts, { ...position, debt: debt + drawn, drawn, legs, expiryDay });
}
