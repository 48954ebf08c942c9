import { zeroAddress } from "viem";
import { hasReceiver, hasSender, type MovementKind } from "../kinds/index.js";
import { ParameterInvalidError } from "../errors/index.js";
import type { Movement } from "../verdict/index.js";
import type { PreparedProgram } from "./prepareProgram.js";
import type { PreparedWallet } from "./prepareWallet.js";
import { partyOf } from "./party.js";
import { hasSpender, type Situation } from "./situation.js";
import type { Facts, PlugInAnswer, Reading } from "./types.js";

/** A movement between prepared wallets, with the facts that are of nobody but itself. */
export type Order = {
  readonly movement: Movement;
  /** Null: the movement has none. */
  readonly sender: PreparedWallet | null;
  readonly receiver: PreparedWallet | null;
  /** Who moves another's units, if the movement says so; left out: a wallet in no registry. */
  readonly spender?: PreparedWallet | undefined;
  /** Of the spender for the sender's wallet, in token units. Default: 0. */
  readonly allowance?: bigint | undefined;
  /** As `Facts` has them; left out: meters have not run, and other contracts do not answer. */
  readonly readings?: readonly Reading[] | undefined;
  readonly plugIns?: readonly PlugInAnswer[] | undefined;
};

const NONE: readonly never[] = [];

/**
 * @internal
 * An order with its facts, as `situationOf` has them of `Facts`.
 *
 * @throws {ParameterInvalidError} when a party is missing, or was prepared for another program or moment.
 */
export function situationOfOrder(prepared: PreparedProgram, order: Order): Situation {
  const { movement } = order;
  const sender = hasSender(movement.kind) ? partyIn(prepared, order.sender, "sender") : null;
  const receiver = hasReceiver(movement.kind) ? partyIn(prepared, order.receiver, "receiver") : null;
  const spender = hasSpender(movement) ? order.spender : undefined;
  if (spender !== undefined) partyIn(prepared, spender, "spender");
  const facts = factsOf(prepared, sender, receiver, order);
  return {
    movement,
    facts,
    time: prepared.seconds,
    sender: sender && sender.party,
    receiver: receiver && receiver.party,
    spender: spender === undefined ? (hasSpender(movement) ? partyOf(0n) : null) : spender.party,
    within: sender !== null && receiver !== null && sender.party.investor === receiver.party.investor,
    moving: undefined,
  };
}

/**
 * @internal
 * A movement of one party, with nobody opposite it.
 */
export function situationOfHalf(
  wallet: PreparedWallet,
  side: "sender" | "receiver" | "spender",
  kind: MovementKind,
  amount: bigint,
): Situation {
  const [sender, receiver] = [side === "sender" ? wallet : null, side === "receiver" ? wallet : null];
  const movement = { kind, token: zeroAddress, from: zeroAddress, to: zeroAddress, amount };
  const facts = factsOf(wallet.prepared, sender, receiver, {
    ...{ movement, sender, receiver, spender: side === "spender" ? wallet : undefined },
  });
  // Written as in `situationOf`, so that the rules meet one shape of object.
  return {
    movement,
    facts,
    time: wallet.prepared.seconds,
    sender: sender && sender.party,
    receiver: receiver && receiver.party,
    spender: side === "spender" ? wallet.party : null,
    within: false,
    moving: undefined,
  };
}

function partyIn(prepared: PreparedProgram, wallet: PreparedWallet | null, parameter: string): PreparedWallet {
  if (wallet?.prepared === prepared) return wallet;
  const value = wallet === null ? "null" : "a wallet that was prepared for another program or moment";
  const wanted = "a wallet that `prepareWallet` made ready for this prepared program, as the movement has such a party";
  throw new ParameterInvalidError({ parameter, value, wanted });
}

/** As the engine's `facts` would give them. */
function factsOf(
  { token }: PreparedProgram,
  sender: PreparedWallet | null,
  receiver: PreparedWallet | null,
  { spender, allowance, readings, plugIns }: Order,
): Facts {
  return {
    time: token.time,
    paused: token.paused,
    importing: token.importing,
    sender: sender === null ? 0n : sender.record,
    receiver: receiver === null ? 0n : receiver.record,
    spender: spender === undefined ? 0n : spender.record,
    senderState: sender === null ? 0n : sender.state,
    receiverState: receiver === null ? 0n : receiver.state,
    senderBalance: sender === null ? 0n : sender.balance,
    receiverBalance: receiver === null ? 0n : receiver.balance,
    senderHolding: sender === null ? 0n : sender.holding,
    receiverHolding: receiver === null ? 0n : receiver.holding,
    allowance: allowance ?? 0n,
    supply: token.supply,
    senderHolds: sender !== null && sender.holds,
    receiverHolds: receiver !== null && receiver.holds,
    senderCounts: sender === null ? 0n : sender.counts,
    receiverCounts: receiver === null ? 0n : receiver.counts,
    totals: token.totals,
    senderLots: sender === null ? NONE : sender.lots,
    receiverLots: receiver === null ? NONE : receiver.lots,
    tranches: token.tranches,
    groups: token.groups,
    senderOwners: sender === null ? 0n : sender.owners,
    owners: token.owners,
    lookedThrough: token.lookedThrough,
    halted: token.halted,
    weeklyVolume: token.weeklyVolume,
    dailyVolume: token.dailyVolume,
    readings: readings ?? NONE,
    plugIns: plugIns ?? NONE,
  };
}
