import { createHash } from "node:crypto";
import { isWeighed, MOVEMENT_NAMES, type MovementKind } from "../../sdk/kinds/index.js";
import { type Hits, rareHits, tableOf } from "./hits.js";
import type { CaseKind } from "./kinds/index.js";
import { EXAMPLES, type JudgeRound, ROUND, type Round } from "./rounds.js";

export type FuzzParameters = {
  readonly judge: JudgeRound;
  /** Rounds that are asked for at a time: two for each chain, so that none of them waits. Default: 2. */
  readonly ahead?: number | undefined;
  readonly cases: number;
  /** Stop after the round in which so many cases were judged differently. Default: never. */
  readonly most?: number | undefined;
  /** Called with the number of cases that are judged. */
  readonly onProgress?: ((done: number) => void) | undefined;
};

export type FuzzReport = {
  readonly cases: number;
  readonly mismatches: number;
  /** The first few of them, in words. */
  readonly examples: readonly string[];
  /** SHA-256 over all cases, each followed by what the chain answered. */
  readonly digest: string;
  readonly hits: Readonly<Record<CaseKind, Hits>>;
  /** Columns of `hits`, and kinds of movement that were allowed, that were met less often than once in 1,000 cases. */
  readonly rare: readonly string[];
};

const RARE = 1_000;

/**
 * Judges generated cases by the SDK and by the deployed engine, and compares all that both say: whether each is allowed, every finding with its numbers,
 * the facts, that enforcement does as `check` says, the books afterwards, headroom, and what is a program. Whoever judges the rounds, and however many
 * at a time: they are added up in order, and equal seeds give equal reports.
 */
export async function fuzz({
  judge,
  ahead = 2,
  cases,
  most = Infinity,
  onProgress,
}: FuzzParameters): Promise<FuzzReport> {
  const hits = new Map<string, number>();
  const allowed = new Map<MovementKind, number>();
  const digest = createHash("sha256");
  const examples: string[] = [];
  let [mismatches, done, asked] = [0, 0, 0];
  const awaited: Promise<Round>[] = [];
  const askMore = () => {
    for (; awaited.length < ahead && asked < cases; asked += ROUND) {
      const round = judge(asked, Math.min(ROUND, cases - asked));
      // Who fails is told in its turn.
      round.catch(() => undefined);
      awaited.push(round);
    }
    return awaited.shift();
  };
  for (
    let next = askMore();
    next !== undefined && mismatches < most;
    next = mismatches < most ? askMore() : undefined
  ) {
    const round = await next;
    digest.update(round.pairs);
    addAll(hits, round.hits);
    addAll(allowed, round.allowed);
    examples.push(...round.examples.slice(0, EXAMPLES - examples.length));
    mismatches += round.mismatches;
    done += round.cases;
    onProgress?.(done);
  }
  await Promise.allSettled(awaited);

  const least = Math.floor(done / RARE);
  const rareMovements = MOVEMENT_NAMES.filter(isWeighed)
    .filter((kind) => (allowed.get(kind) ?? 0) < least)
    .map((kind) => `${kind} allowed: ${allowed.get(kind) ?? 0}`);
  const rare = [...rareHits(hits, least), ...rareMovements];
  return { cases: done, mismatches, examples, digest: digest.digest("hex"), hits: tableOf(hits), rare };
}

function addAll<Key>(sums: Map<Key, number>, more: ReadonlyMap<Key, number>): void {
  for (const [key, times] of more) sums.set(key, (sums.get(key) ?? 0) + times);
}
