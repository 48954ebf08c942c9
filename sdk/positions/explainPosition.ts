import { type Address, type Hex, numberToHex } from "viem";
import { readFacts, type ReadFactsErrorType } from "../check/index.js";
import { PositionQuestionError } from "../errors/index.js";
import { isRuled, MOVEMENTS, RECORD_WORD, readField, type Rule, STATES } from "../kinds/index.js";
import type { Facts, Program } from "../program/index.js";
import { type At, type ReadAt, type Reader } from "../reader/index.js";
import { hashProvision, type Provision } from "../rulebook/index.js";
import type { Audience, Movement, Pinned, Remedy } from "../verdict/index.js";
import { askMove } from "./askMove.js";
import { timeField } from "./fields.js";
import { monthText } from "./months.js";
import type { PositionFinding, PositionMove } from "./positionFacts.js";
import { type PositionContext, positionRemedy, positionSentence } from "./positionWords.js";
import { readBook, type ReadBookErrorType } from "./readBook.js";
import { monthLimitsAt, underlyingAt } from "./readUnderlying.js";

export type ExplainPositionParameters = Movement &
  At & {
    /** Default: the one that the token names. */
    readonly engine?: Address | undefined;
    /** Default: the one that the program in force names. */
    readonly book?: Address | undefined;
    /** For whom it is written. Default: the sender. */
    readonly audience?: Audience | undefined;
    /** Those that limits may come from: each is named where its hash is found. */
    readonly provisions?: readonly Provision[] | undefined;
    /** By which limits, unix seconds; left out: by those of the block. */
    readonly asOf?: bigint | undefined;
  };

/** One reason with its law, its words and what would help. */
export type CitedPosition = Omit<PositionFinding, "month" | "own" | "attributed" | "exempted" | "subject"> & {
  /** Null: the reader may not know whose position it is. */
  readonly subject: bigint | null;
  /** As "2026-12"; null: all months. */
  readonly month: string | null;
  /** Millionths of a contract, gross; null: the reader may not know. */
  readonly own: bigint | null;
  readonly attributed: bigint | null;
  readonly exempted: bigint | null;
  /** Null: it is an order, or none of the provisions given. */
  readonly provisionId: string | null;
  readonly citation: string | null;
  readonly sentence: string;
  readonly remedy: Remedy;
};
export type ExplainPositionReturnType = {
  readonly book: Address;
  readonly allowed: boolean;
  /** In the book's order: with the first of them the movement is refused. None also where the movement is not judged, or brings nothing from one person to another. */
  readonly findings: readonly CitedPosition[];
  /** Token units that the book would let pass; null: nothing stands against the movement. */
  readonly room: bigint | null;
  readonly at: Pinned;
};
export type ExplainPositionErrorType = ReadFactsErrorType | ReadBookErrorType;

/**
 * Asks a position book for everything against a movement, and says of each reason the bucket and side, what is own and what attributed, the limit in force
 * at that second, the exemption that was used, an order, the provision, whether it is law or policy, and what would help. Sends nothing. To one who is not
 * the person only rule and numbers are told: those are in the error of the transaction too.
 *
 * Reads what `readFacts` reads, the book's `explainMove`, `room` and what `readUnderlying` reads, on one block.
 *
 * @throws {PositionQuestionError} when the token's program names no book, or the book does not know the token or cannot count so much.
 * @throws {ParameterInvalidError} when an address is none, the amount is negative or too large, or `asOf` is no time.
 * @throws {ProgramUnknownError} when there is no program where the engine says.
 * @throws {ProgramInvalidError} when the program is malformed.
 * @throws {DeploymentMissingError} when there is no contract at the token's, the engine's or the book's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { findings } = await explainPosition(client, { kind: "transfer", token, from, to, amount: 5n, audience: "receiver" });
 * for (const { binding, citation, sentence, remedy } of findings) console.log(binding, citation, sentence, remedy);
 */
export async function explainPosition(
  reader: Reader,
  parameters: ExplainPositionParameters,
): Promise<ExplainPositionReturnType> {
  const { token, override, audience = "sender", provisions = [] } = parameters;
  const { facts, program, at } = await readFacts(reader, parameters);
  const { asOf: time = at.time } = parameters;
  timeField("asOf", time);
  const rule = positionRule(program);
  const book = parameters.book ?? bookOf(rule);
  if (book === null) throw new PositionQuestionError({ book, errorName: "NoPositionRule", args: { token } });
  const on: ReadAt = { at, override };
  const move: PositionMove = { ...moveOf(parameters, facts), judged: isJudged(parameters, rule), time };
  const none = { book, allowed: true, findings: [], room: null, at } as const;
  if (!move.judged || move.amount === 0n || move.sender === move.receiver) return none;
  const [[{ underlying, month }, , page], list] = await Promise.all([
    readBook(reader, { ...on, book, functionName: "productOf", args: [token] }),
    askMove(reader, { book, move }, on),
  ]);
  if (page === 0) throw new PositionQuestionError({ book, errorName: "ProductUnknown", args: { token } });
  if (list.length === 0) return none;
  const [room, { name }, limits] = await Promise.all([
    readBook(reader, { ...on, book, functionName: "room", args: [move] }),
    underlyingAt(reader, { book, underlying }, on),
    month === 0 ? null : monthLimitsAt(reader, { book, underlying, month }, on),
  ]);
  const reads = { sender: move.sender, receiver: move.receiver };
  const findings = list.map((finding): CitedPosition => {
    const isKnown = audience === "agent" || finding.subject === reads[audience];
    const context: PositionContext = { name, isKnown, room, limits, time };
    const words = { sentence: positionSentence(finding, context), remedy: positionRemedy(finding, context) };
    const shown = isKnown ? {} : ({ subject: null, own: null, attributed: null, exempted: null } as const);
    return { ...finding, ...shown, month: monthText(finding.month), ...cite(finding.provision, provisions), ...words };
  });
  return { book, allowed: false, findings, room, at };
}

/** The one rule of a program that moves a position book. */
const positionRule = (program: Program | null): Rule | null =>
  program?.rules.find(({ kind }) => kind === "positionLimit") ?? null;

const bookOf = (rule: Rule | null): Address | null => (rule === null ? null : numberToHex(rule.limit, { size: 20 }));

/** By order, or by operation of law, a book only records; and so it does where its rule does not name the kind. */
const isJudged = ({ kind }: Movement, rule: Rule | null): boolean =>
  isRuled(kind) && (rule === null || ((rule.movements >> MOVEMENTS[kind]) & 1) === 1);

const SUSPENSE = 1n << BigInt(STATES.suspense);

/** In a suspense account units wait for somebody: it has no position. */
function moveOf({ token, amount }: Movement, facts: Facts): Omit<PositionMove, "judged" | "time"> {
  const party = (record: bigint, holding: bigint): readonly [bigint, bigint] =>
    (readField(record, RECORD_WORD.states) & SUSPENSE) === 0n
      ? [readField(record, RECORD_WORD.investor), holding]
      : [0n, 0n];
  const [sender, senderHolding] = party(facts.sender, facts.senderHolding);
  const [receiver, receiverHolding] = party(facts.receiver, facts.receiverHolding);
  return { token, amount, sender, receiver, senderHolding, receiverHolding };
}

/** By hash, of lists that were given before: hashing all of the law takes longer than asking. */
const HASHED = new WeakMap<readonly Provision[], ReadonlyMap<Hex, Provision>>();

function cite(hash: Hex, provisions: readonly Provision[]): Pick<CitedPosition, "provisionId" | "citation"> {
  const known = HASHED.get(provisions) ?? new Map(provisions.map((one) => [hashProvision(one), one]));
  HASHED.set(provisions, known);
  const provision = known.get(hash);
  return { provisionId: provision?.id ?? null, citation: provision?.citation ?? null };
}
