import {
  audit,
  type AuditDocument,
  type Expression,
  type Pack,
  type Predicate,
  type Provision,
} from "../../sdk/rulebook/index.js";

type Options = { readonly seed: number; readonly count: number; readonly asOf: bigint };
type Planting = { readonly planted: number; readonly found: number; readonly missed: readonly string[] };

/** Numbers that look random and are the same for one seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Limit = Provision & { readonly effect: Extract<Provision["effect"], { readonly type: "limit" }> };
const isLimit = (one: Provision): one is Limit =>
  one.status === "in_force" && one.effect.type === "limit" && one.effective?.through === undefined;

/** The predicate with its first number moved; undefined: it has none. */
function shifted(predicate: Predicate): Predicate | undefined {
  if (!("left" in predicate)) return undefined;
  const { right } = predicate;
  if (!("num" in right) || !("fact" in predicate.left)) return undefined;
  const moved: Expression = { ...right, num: String(Number(right.num) + 1) };
  return { ...predicate, right: moved };
}

const copy = (one: Limit, id: string, effect: Provision["effect"], more: Partial<Provision> = {}): Provision => ({
  ...one,
  ...{ id, citation: "planted", effect, authority: one.authority === "STATE" ? "SEC" : "STATE", over: undefined },
  ...more,
});

/**
 * Whether two provisions say two things of one, so that it is a conflict when no text says which prevails. A precedence is stated also between provisions
 * of which one only does away with the other, as an exclusion with what it excludes from by another fact: without it there is less law, and no conflict.
 */
function isRival(one: Provision, other: Provision): boolean {
  const [mine, theirs] = [one.effect, other.effect];
  if ("requires" in mine && "requires" in theirs)
    return mine.requires.some(({ measure }) => theirs.requires.some((requirement) => requirement.measure === measure));
  if (mine.type !== "define" || theirs.type !== "define") return false;
  return mine.fact === theirs.fact || one.authority !== other.authority;
}

const dayBefore = (day: string, n: number) => new Date(Date.parse(day) - n * 86_400_000).toISOString().slice(0, 10);

/** Adds conflicts of four kinds to the packs, one at a time in all, and says how many the audit finds. */
export function plant(documents: readonly AuditDocument[], { seed, count, asOf }: Options): Planting {
  const random = randomOf(seed);
  const packs = documents.filter((one): one is Pack => one.format === "weighbridge.pack/1");
  const provisions = packs.flatMap((pack) => pack.provisions);
  const limits = provisions
    .filter(isLimit)
    .filter(({ effect }) => shifted(effect.requires[0]?.test ?? { all: [] }) !== undefined);
  const byId = new Map(provisions.map((one) => [one.id, one] as const));
  const stated = audit(documents, { asOf }).resolved.flatMap(({ prevails, over }) => {
    const [upper, lower] = [byId.get(prevails), byId.get(over)];
    return upper === undefined || lower === undefined || !isRival(upper, lower) ? [] : [{ upper, lower }];
  });
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  const added: Provision[] = [];
  const changed = new Map<string, Provision>();
  const wanted: { readonly what: string; readonly ids: readonly string[] }[] = [];
  for (let index = 0; index < count; index += 1) {
    const one = pick(limits);
    const id = `planted/${index}`;
    const requires = one.effect.requires
      .slice(0, 1)
      .map((requirement) => ({ ...requirement, test: shifted(requirement.test) ?? requirement.test }));
    const effect = { ...one.effect, requires };
    const kind = index % 4;
    if (kind === 0) {
      added.push(copy(one, id, effect));
      wanted.push({ what: `shift a bound of ${one.id}`, ids: [one.id, id] });
    } else if (kind === 1) {
      // Its scope was another class, and is widened to all of them.
      added.push(copy(one, id, effect, { scope: { ...one.scope, products: "any", activities: one.scope.activities } }));
      wanted.push({ what: `widen a scope over ${one.id}`, ids: [one.id, id] });
    } else if (kind === 2) {
      const left = stated.filter(({ upper }) => !changed.has(upper.id));
      if (left.length === 0) {
        // Every precedence that the packs state is dropped already: one that a planted row would need is not stated.
        added.push(copy(one, id, effect));
        wanted.push({ what: `state no precedence over ${one.id}`, ids: [one.id, id] });
        continue;
      }
      const { upper, lower } = pick(left);
      changed.set(upper.id, { ...upper, over: undefined });
      wanted.push({ what: `drop the precedence of ${upper.id}`, ids: [upper.id, lower.id] });
    } else {
      const from = one.effective?.from ?? "";
      const dates = { from: dayBefore(from, 4_000), through: dayBefore(from, 3 + Math.floor(random() * 90)) };
      added.push({ ...one, id, effect, over: undefined, status: "superseded", effective: dates });
      wanted.push({ what: `open a date hole before ${one.id}`, ids: [id] });
    }
  }
  const [first, ...rest] = packs.map((pack) => ({
    ...pack,
    provisions: pack.provisions.map((one) => changed.get(one.id) ?? one),
  }));
  const others = documents.filter((one) => one.format !== "weighbridge.pack/1");
  const planted = [
    ...others,
    ...(first === undefined ? [] : [{ ...first, provisions: [...first.provisions, ...added] }]),
    ...rest,
  ];
  const { findings } = audit(planted, { asOf });
  const fresh = findings.filter(
    ({ code }) => !["stale-source", "unverified-source", "not-enforceable-on-chain", "undefined-term"].includes(code),
  );
  const isFound = ({ ids, what }: (typeof wanted)[number]) =>
    fresh.some(
      ({ provisions: named, code }) =>
        ids.every((id) => named.includes(id)) && (!what.includes("hole") || code === "date-hole"),
    );
  const missed = wanted.filter((one) => !isFound(one)).map(({ what }) => what);
  return { planted: wanted.length, found: wanted.length - missed.length, missed };
}
