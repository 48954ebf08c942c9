import { isDeepStrictEqual } from "node:util";
import { evaluateAll, evaluateFirst, type Order, prepareProgram, prepareWallet } from "../../sdk/program/index.js";
import type { Decision } from "../../sdk/verdict/index.js";
import type { Case } from "./cases.js";

/** An order between wallets that are made ready from the case's facts. */
function orderOf({ program, facts, movement }: Case) {
  const prepared = prepareProgram(program, facts);
  const sender = prepareWallet(prepared, {
    ...{ record: facts.sender, state: facts.senderState, balance: facts.senderBalance },
    ...{ holding: facts.senderHolding, holds: facts.senderHolds, counts: facts.senderCounts },
    ...{ lots: facts.senderLots, owners: facts.senderOwners, encumbered: facts.senderEncumbered },
  });
  const receiver = prepareWallet(prepared, {
    ...{ record: facts.receiver, state: facts.receiverState, balance: facts.receiverBalance },
    ...{ holding: facts.receiverHolding, holds: facts.receiverHolds, counts: facts.receiverCounts },
    ...{ lots: facts.receiverLots, leverage: facts.receiverLeverage },
  });
  const { allowance, readings, plugIns, positions } = facts;
  const spender = prepareWallet(prepared, { record: facts.spender });
  const order: Order = { movement, sender, receiver, spender, allowance, readings, plugIns, positions };
  return { prepared, order };
}

/** Which functions say otherwise of prepared wallets than `evaluate` of the same facts, with what they say; none: all agree. */
export function preparedDifferences(one: Case, decision: Decision): readonly string[] {
  const { prepared, order } = orderOf(one);
  const all = decision.allowed ? [] : [decision.first, ...decision.rest];
  const said = [
    ["evaluateFirst", evaluateFirst(prepared, order), all[0] ?? null],
    ["evaluateAll", evaluateAll(prepared, order), all],
  ] as const;
  return said.flatMap(([name, found, wanted]) =>
    isDeepStrictEqual(found, wanted) ? [] : [`${name}: ${inText(found)}, expected ${inText(wanted)}`],
  );
}

/** As JSON, amounts as strings. */
export const inText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part));
