import { zeroAddress } from "viem";
import { hasReceiver, hasSender, type MovementKind } from "../kinds/index.js";
import { ParameterInvalidError } from "../errors/index.js";
import type { Movement } from "../verdict/index.js";
import type { PreparedProgram, TokenFacts } from "./prepareProgram.js";
import type { PreparedWallet } from "./prepareWallet.js";
import { isOne, partyOf } from "./party.js";
import { hasSpender, type Situation } from "./situation.js";
import type { Facts, PlugInAnswer, PositionAnswer, Reading } from "./types.js";

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
  readonly positions?: PositionAnswer | undefined;
};

const NONE: readonly never[] = [];

/**
 * @internal
 * An order with its facts, as `situationOf` has them of `Facts`.
 *
 * @throws {ParameterInvalidError} when a party is missing, or was prepared for another program or moment.
 */
export function situationOfOrder(prepared: PreparedProgram, order: Order, units = NaN): Situation {
  const { movement } = order;
  const sender = hasSender(movement.kind) ? partyIn(prepared, order.sender, "sender") : null;
  const receiver = hasReceiver(movement.kind) ? partyIn(prepared, order.receiver, "receiver") : null;
  const spends = hasSpender(movement);
  const spender = spends ? order.spender : undefined;
  if (spender !== undefined) partyIn(prepared, spender, "spender");
  const facts = new OrderFacts(prepared.token, sender, receiver, order);
  return {
    movement,
    facts,
    time: prepared.seconds,
    sender: sender && sender.party,
    receiver: receiver && receiver.party,
    spender: spender === undefined ? (spends ? partyOf(0n) : null) : spender.party,
    within: sender !== null && receiver !== null && isOne(sender.party, receiver.party),
    units,
    isWhole: sender !== null && sender.balance === movement.amount,
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
  const facts = new OrderFacts(wallet.prepared.token, sender, receiver, {
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
    units: NaN,
    isWhole: false,
    moving: undefined,
  };
}

function partyIn(prepared: PreparedProgram, wallet: PreparedWallet | null, parameter: string): PreparedWallet {
  if (wallet?.prepared === prepared) return wallet;
  const value = wallet === null ? "null" : "a wallet that was prepared for another program or moment";
  const wanted = "a wallet that `prepareWallet` made ready for this prepared program, as the movement has such a party";
  throw new ParameterInvalidError({ parameter, value, wanted });
}

type Held = Pick<
  PreparedWallet,
  ("record" | "state" | "balance" | "holding" | "holds" | "counts" | "lots" | "owners") | ("leverage" | "encumbered")
>;
/** A party that the movement does not have: all zero, as the engine gives it. */
const NOBODY: Held = {
  ...{ record: 0n, state: 0n, balance: 0n, holding: 0n, holds: false },
  ...{ counts: 0n, lots: NONE, owners: 0n, leverage: 0n, encumbered: 0n },
};

/** As the engine's `facts` would give them: read where they lie, since a rule asks for few of them. */
class OrderFacts implements Facts {
  readonly #token: TokenFacts;
  readonly #sender: Held;
  readonly #receiver: Held;
  readonly #order: Order;
  constructor(token: TokenFacts, sender: PreparedWallet | null, receiver: PreparedWallet | null, order: Order) {
    this.#token = token;
    this.#sender = sender ?? NOBODY;
    this.#receiver = receiver ?? NOBODY;
    this.#order = order;
  }
  get time() {
    return this.#token.time;
  }
  get paused() {
    return this.#token.paused;
  }
  get importing() {
    return this.#token.importing;
  }
  get supply() {
    return this.#token.supply;
  }
  get totals() {
    return this.#token.totals;
  }
  get tranches() {
    return this.#token.tranches;
  }
  get groups() {
    return this.#token.groups;
  }
  get owners() {
    return this.#token.owners;
  }
  get lookedThrough() {
    return this.#token.lookedThrough;
  }
  get halted() {
    return this.#token.halted;
  }
  get weeklyVolume() {
    return this.#token.weeklyVolume;
  }
  get dailyVolume() {
    return this.#token.dailyVolume;
  }
  get sender() {
    return this.#sender.record;
  }
  get senderState() {
    return this.#sender.state;
  }
  get senderBalance() {
    return this.#sender.balance;
  }
  get senderHolding() {
    return this.#sender.holding;
  }
  get senderHolds() {
    return this.#sender.holds;
  }
  get senderCounts() {
    return this.#sender.counts;
  }
  get senderLots() {
    return this.#sender.lots;
  }
  get senderOwners() {
    return this.#sender.owners;
  }
  get senderEncumbered() {
    return this.#sender.encumbered;
  }
  get receiver() {
    return this.#receiver.record;
  }
  get receiverState() {
    return this.#receiver.state;
  }
  get receiverBalance() {
    return this.#receiver.balance;
  }
  get receiverHolding() {
    return this.#receiver.holding;
  }
  get receiverHolds() {
    return this.#receiver.holds;
  }
  get receiverCounts() {
    return this.#receiver.counts;
  }
  get receiverLots() {
    return this.#receiver.lots;
  }
  get receiverLeverage() {
    return this.#receiver.leverage;
  }
  get spender() {
    return this.#order.spender?.record ?? 0n;
  }
  get allowance() {
    return this.#order.allowance ?? 0n;
  }
  get readings() {
    return this.#order.readings ?? NONE;
  }
  get plugIns() {
    return this.#order.plugIns ?? NONE;
  }
  get positions() {
    return this.#order.positions;
  }
}

/** @internal Facts of an order as values of their own. */
export const plainFacts = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(Object.getOwnPropertyDescriptors(OrderFacts.prototype))
      .filter(([, { get }]) => get !== undefined)
      .map(([name]) => [name, facts[name as keyof Facts]]),
  ) as unknown as Facts;
