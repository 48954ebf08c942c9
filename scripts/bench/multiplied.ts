import { type AuditDocument, type Pack, type Provision } from "../../sdk/rulebook/index.js";

/** As many provisions as are wanted, as if other jurisdictions had the same law with other numbers: all of one copy name the ids of that copy. */
export function multiplied(documents: readonly AuditDocument[], wanted: number): readonly AuditDocument[] {
  const packs = documents.filter((one): one is Pack => one.format === "weighbridge.pack/1");
  const count = packs.reduce((sum, { provisions }) => sum + provisions.length, 0);
  const copies = Math.ceil(wanted / Math.max(count, 1));
  const others = documents.filter((one) => one.format !== "weighbridge.pack/1");
  const all = Array.from({ length: copies }, (_, copy) => packs.map((pack) => copied(pack, copy))).flat();
  return [...others, ...all];
}

function copied(pack: Pack, copy: number): Pack {
  if (copy === 0) return pack;
  const other = (id: string) => `${id}-${copy}`;
  const named = (one: Provision): Provision => ({
    ...one,
    id: other(one.id),
    // A law of another place speaks of exposures, measures and activities of that place.
    scope: { ...one.scope, ...(one.scope.exposure === undefined ? {} : { exposure: `${one.scope.exposure} ${copy}` }) },
    effect:
      "requires" in one.effect
        ? {
            ...one.effect,
            requires: one.effect.requires.map((requirement) => ({
              ...requirement,
              measure: `${requirement.measure}${copy}`,
            })),
            ...(one.effect.type === "exempt" ? { from: one.effect.from.map(other) } : {}),
          }
        : one.effect,
    ...(one.over === undefined ? {} : { over: one.over.map((row) => ({ ...row, provision: other(row.provision) })) }),
  });
  return { ...pack, id: other(pack.id), provisions: pack.provisions.map(named) };
}
