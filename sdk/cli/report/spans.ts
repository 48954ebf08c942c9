import type { Shown, ShownProvision } from "./shown.js";

export type SpanKind = "inForce" | "ended" | "toCome" | "proposed" | "withdrawn";

/** Provisions of one authority and pack that begin and end on the same days. */
export type Span = {
  readonly authority: string;
  readonly kind: SpanKind;
  readonly from: string | undefined;
  readonly through: string | undefined;
  readonly provisions: readonly [ShownProvision, ...ShownProvision[]];
};

export const SPAN_WORDS: Readonly<Record<SpanKind, string>> = {
  inForce: "in force",
  ended: "no longer in force",
  toCome: "adopted, not yet in force",
  proposed: "proposed",
  withdrawn: "withdrawn",
};

function kindOf({ status, effective }: ShownProvision, asOf: string): SpanKind {
  if (status === "proposed" || status === "withdrawn") return status;
  if (effective === undefined) return "proposed";
  if (effective.from > asOf) return "toCome";
  return effective.through !== undefined && effective.through < asOf ? "ended" : "inForce";
}

/** What begins or ends within the days, or was never in force, by authority and then by day. */
export function spansOf({ provisions, report: { asOf } }: Shown, first: string, last: string): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const provision of provisions.values()) {
    const { authority, pack, effective } = provision;
    const [kind, from, through] = [kindOf(provision, asOf), effective?.from, effective?.through];
    const within = (day: string | undefined) => day !== undefined && first <= day && day <= last;
    if (effective !== undefined && !within(from) && !within(through)) continue;
    const key = [authority, pack.id, kind, from, through].join("\n");
    const { provisions: others } = spans.get(key) ?? {};
    const joined = others === undefined ? ([provision] as const) : ([...others, provision] as const);
    spans.set(key, { authority, kind, from, through, provisions: joined });
  }
  const order = ({ authority, from = "9", through = "9" }: Span) => `${authority} ${from} ${through}`;
  return [...spans.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** Of one provision its citation, of several their pack. */
export const spanTitle = ({ provisions: [first, ...others] }: Span): string =>
  others.length === 0 ? first.citation : `${first.pack.title} (${others.length + 1} provisions)`;
