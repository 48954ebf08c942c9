import { FLOW_WORD, packWord, readField } from "../../kinds/index.js";

/** What passed a meter on one day. */
export type Flow = {
  /** Days since 1970-01-01, UTC. */
  readonly day: number;
  /** Token units, or purchasers. */
  readonly units: bigint;
};

export const readFlow = (word: bigint): Flow => ({
  day: Number(readField(word, FLOW_WORD.day)),
  units: readField(word, FLOW_WORD.units),
});

export const packFlow = ({ day, units }: Flow): bigint => packWord(FLOW_WORD, { day: BigInt(day), units });

/** Flows ascend by day, each day once. */
export const compareFlows = (one: Flow, other: Flow): number => one.day - other.day;
