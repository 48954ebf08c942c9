import { evaluate } from "../../sdk/program/index.js";
import type { Headroom } from "../../sdk/verdict/index.js";
import { type Case, othersIn } from "./cases.js";

/** What the contracts that rules ask leave of the room that all other rules leave: all or nothing, since those of cases answer alike whatever moves. */
export function roomWithOthers(one: Case, room: Headroom): Headroom {
  if (room.proven) return room;
  const answers = (amount: bigint) => othersIn({ ...one, movement: { ...one.movement, amount } });
  // Of nothing nobody is asked.
  const { plugIns, positions } = answers(1n);
  if (plugIns.every(({ allowed }) => allowed) && positions?.allowed === true) return room;
  const shut = { ...room, whole: false, from: null };
  if (room.most === 0n) return shut;
  const decision = evaluate(
    one.program,
    { ...one.facts, ...answers(room.most) },
    { ...one.movement, amount: room.most },
  );
  return { ...shut, least: 0n, most: 0n, tried: room.most, binding: decision.allowed ? null : decision.first };
}
