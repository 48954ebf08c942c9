import type { Issue } from "../../errors/index.js";
import { countryNumber } from "../countries.js";
import type { Draft, Entry } from "../draft.js";
import type { Countries, Enforcement } from "../enforcement.js";
import { schemeBits } from "../scheme.js";
import { SCHEMES } from "../schemes.js";

type Bits = Readonly<Record<string, number>>;

/** Lanes, statuses, roles and states that the scheme does not have; countries and country sets that do not exist. */
export function names(draft: Draft): readonly Issue[] {
  if (draft.isPack) return [];
  const { scheme, schemeId, countrySets, regionSets, paths, lots, rules } = draft;
  const bits = scheme === undefined ? undefined : schemeBits(scheme);
  const sets = new Set(countrySets.map(({ id }) => id));
  const regions = new Set(regionSets.map(({ id }) => id));
  const origins = new Set(["unspecified", ...(lots?.origins ?? []).map(({ id }) => id)]);

  const unknown = (list: readonly string[] | undefined, what: string, known: Bits | undefined, path: string) =>
    (known === undefined ? [] : (list ?? [])).flatMap((name, index): readonly Issue[] =>
      Object.hasOwn(known ?? {}, name)
        ? []
        : [{ path: `${path}[${index}]`, message: `is no ${what} of the scheme "${scheme?.id}"`, value: name }],
    );
  const undeclared = (id: string | undefined, known: ReadonlySet<unknown>, what: string, path: string) =>
    id === undefined || known.has(id) ? [] : [{ path, message: `names no ${what} that is declared`, value: id }];
  const unknownSet = (id: string | undefined, path: string) => undeclared(id, sets, "country set", path);
  const unknownScope = (scope: Countries | undefined, path: string) =>
    Object.entries(scope ?? {}).flatMap(([key, id]: [string, string]) => unknownSet(id, `${path}.${key}`));

  const ofRule = ({ path, value }: Entry<Enforcement>): readonly Issue[] => {
    const counterparty = "counterparty" in value ? value.counterparty : undefined;
    return [
      ...unknown(value.lanes, "lane", bits?.lanes, `${path}.lanes`),
      ...unknownScope(value.countries, `${path}.countries`),
      ...("liftedBy" in value ? unknown(value.liftedBy, "status", bits?.statuses, `${path}.liftedBy`) : []),
      ...unknown(counterparty?.roles, "role", bits?.roles, `${path}.counterparty.roles`),
      ...unknown(counterparty?.lanes, "lane", bits?.lanes, `${path}.counterparty.lanes`),
      ...unknownScope(counterparty?.countries, `${path}.counterparty.countries`),
      ...("states" in value ? unknown(value.states, "state", bits?.states, `${path}.states`) : []),
      ...("statuses" in value ? unknown(value.statuses, "status", bits?.statuses, `${path}.statuses`) : []),
      ...("excluded" in value ? unknown(value.excluded, "status", bits?.statuses, `${path}.excluded`) : []),
      ...("allowed" in value ? unknown(value.allowed, "lane", bits?.lanes, `${path}.allowed`) : []),
      ...("counterpartyLifts" in value
        ? unknown(value.counterpartyLifts, "status", bits?.statuses, `${path}.counterpartyLifts`)
        : []),
      ...(value.type === "countryIn" || value.type === "countryNotIn" ? unknownSet(value.set, `${path}.set`) : []),
      ...(value.type === "regionIn" || value.type === "regionNotIn"
        ? undeclared(value.set, regions, "region set", `${path}.set`)
        : []),
      ...undeclared(value.path, new Set(paths.map(({ id }) => id)), "path", `${path}.path`),
      ...("origins" in value ? (value.origins ?? []) : []).flatMap((id, index) =>
        undeclared(id, origins, "origin of the lots", `${path}.origins[${index}]`),
      ),
    ];
  };

  return [
    ...(schemeId !== undefined && scheme === undefined
      ? [
          {
            path: "scheme",
            message: `must be a scheme that Weighbridge ships: ${Object.keys(SCHEMES).join(", ")}`,
            value: schemeId,
          },
        ]
      : []),
    ...countrySets.flatMap(({ path, value }) =>
      (value.countries ?? []).flatMap((alpha2, index) =>
        countryNumber(alpha2) === undefined
          ? [{ path: `${path}.countries[${index}]`, message: "is no country of ISO 3166-1", value: alpha2 }]
          : [],
      ),
    ),
    ...regionSets.flatMap(({ path, value }) => unknown(value.regions, "region", bits?.regions, `${path}.regions`)),
    ...unknown(Object.keys(lots?.soldAs ?? {}), "lane", bits?.lanes, "lots.soldAs"),
    ...Object.entries(lots?.soldAs ?? {}).flatMap(([lane, id]) =>
      undeclared(id, origins, "origin of the lots", `lots.soldAs.${lane}`),
    ),
    ...(typeof lots?.clock === "object"
      ? unknown(lots.clock.keptBy, "status", bits?.statuses, "lots.clock.keptBy")
      : []),
    ...rules.flatMap(ofRule),
  ];
}
