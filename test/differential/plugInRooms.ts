import { evaluate } from "../../sdk/program/index.js";
import type { Headroom } from "../../sdk/verdict/index.js";
import type { Case } from "./cases.js";
import { answersOf } from "./plugIns.js";

/** What the contracts that rules ask leave of the room that all other rules leave: all or nothing, since those of cases answer alike whatever moves. */
export function roomWithPlugIns({ program, facts, movement, plugIns }: Case, room: Headroom): Headroom {
  if (room.proven) return room;
  const decide = (amount: bigint) => {
    const asked = { ...movement, amount };
    return evaluate(program, { ...facts, plugIns: answersOf(program, asked, plugIns) }, asked);
  };
  if (answersOf(program, movement, plugIns).every(({ allowed }) => allowed)) return room;
  const shut = { ...room, whole: false, from: null };
  if (room.most === 0n) return shut;
  const decision = decide(room.most);
  return { ...shut, least: 0n, most: 0n, tried: room.most, binding: decision.allowed ? null : decision.first };
}
