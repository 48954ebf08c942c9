import { groupBy } from "../groupBy.js";
import { asksOf } from "../asks.js";
import { aboutAsks } from "../found.js";
import { addMonths } from "../../values/civilDays.js";
import { type Law, type Placed } from "../law.js";
import type { Audit } from "./context.js";

/** A copy of a text that is older than this many years may have been overtaken. */
const STALE_YEARS = 2;

const newestCopy = ({ provision: { sources } }: Placed): string =>
  sources
    .map(({ dated, seenOn }) => dated ?? seenOn)
    .sort()
    .at(-1) ?? "";

/** Rows that nobody has read in a text, and rows whose text was read in an old copy: one finding an authority. */
export function sources(audit: Audit): void {
  const { inForce, asOf } = audit.law;
  const unverified = inForce.filter(({ provision }) => provision.verification === "unverified");
  const stale = inForce.filter(
    (placed) =>
      placed.provision.verification !== "unverified" && newestCopy(placed) < (addMonths(asOf, -12 * STALE_YEARS) ?? ""),
  );
  each(audit, unverified, "unverified-source", {
    what: (count) =>
      `${count} in force that nobody has verified: a restriction answers ambiguous, an exemption is not available.`,
    suggestion: "Find the text; record copy, date and quotation.",
  });
  each(audit, stale, "stale-source", {
    what: (count) => `${count} read in a copy that is more than ${STALE_YEARS} years old.`,
    suggestion: "Read the text again in a newer copy, and date it.",
  });
}

/** Law that binds and that no rule of a program can hold: somebody must see to it off chain. */
export function offChain(audit: Audit): void {
  const { law } = audit;
  const held = new Map(
    law.coverage.flatMap(({ onChain }) =>
      onChain.flatMap(({ measures, kinds }) => measures.map((one) => [one, kinds] as const)),
    ),
  );
  if (held.size > 0) {
    const left = law.inForce.filter(({ provision: { effect } }) => {
      const refuses = effect.type === "limit" || effect.type === "exempt";
      return refuses && !effect.requires.some(({ measure }) => (held.get(measure)?.length ?? 0) > 0);
    });
    each(audit, left, "not-enforceable-on-chain", {
      what: (count) => `${count} of limits and exemptions have no measure that a program can hold.`,
      suggestion: "Give each a duty off chain, or say in the rulebook why not.",
    });
  }
  notEnforced(audit, law);
}

function notEnforced({ findings }: Audit, law: Law): void {
  const byId = new Map(law.inForce.map((placed) => [placed.provision.id, placed] as const));
  const named = law.notEnforced.flatMap(({ provision, path, why }) => {
    const placed = byId.get(provision);
    return placed === undefined ? [] : [{ placed, path, why }];
  });
  if (named.length === 0) return;
  findings.push({
    code: "not-enforceable-on-chain",
    severity: "note",
    measure: null,
    ...aboutAsks(named.flatMap(({ placed }) => asksOf(placed).slice(0, 1))),
    exposure: null,
    paths: named.map(({ path }) => path),
    witness: null,
    what: `An offering uses ${named.length} that its program does not hold: ${[...new Set(named.map(({ why }) => why))].join(" ")}`,
    suggestion: "See that somebody does it instead.",
  });
}

function each(
  { findings }: Audit,
  placed: readonly Placed[],
  code: "unverified-source" | "stale-source" | "not-enforceable-on-chain",
  { what, suggestion }: { readonly what: (count: string) => string; readonly suggestion: string },
): void {
  const byAuthority = groupBy(placed, ({ provision }) => provision.authority);
  for (const [authority, list] of byAuthority) {
    const asks = list.flatMap((one) => asksOf(one).slice(0, 1));
    findings.push({
      ...{ code, severity: "note", measure: null },
      ...aboutAsks(asks),
      paths: list.map(({ path }) => path),
      exposure: null,
      witness: null,
      what: `${authority}: ${what(`${list.length} ${list.length === 1 ? "provision" : "provisions"}`)}`,
      suggestion,
    });
  }
}
