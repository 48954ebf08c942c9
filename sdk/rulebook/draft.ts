import { z } from "zod";
import { Enforcement } from "./enforcement.js";
import { Provision } from "./provision.js";
import {
  CountrySet,
  LotTerms,
  Path,
  Power,
  ProductDecision,
  ProvisionDecision,
  type RecordedDecision,
  RegionSet,
  TokenTerms,
  Use,
} from "./rulebook.js";
import type { Scheme } from "./scheme.js";
import { schemeNamed } from "./schemeNamed.js";
import { FactDeclaration, MeasureDeclaration, type SharedVocabulary } from "./vocabulary.js";

/** The fields of an object that are well formed; the others are left out. */
export type Loose<T> = T extends unknown ? { readonly [Key in keyof T]?: T[Key] | undefined } : never;

/** One item of a list of the document. */
export type Entry<T> = {
  /** As issues write it. */
  readonly path: string;
  /** As written, also if it is no proper id: what refers to it is then no second issue. */
  readonly id: string | undefined;
  /** Fields as written, well formed or not. */
  readonly given: ReadonlySet<string>;
  readonly value: Loose<T>;
};

export type RuleEntry = Entry<Enforcement> & { readonly use: number };

/** What can be read of a document, also where parts of it are malformed: so one run finds every issue. */
export type Draft = {
  /** A pack has no uses, powers, rules and decisions. */
  readonly isPack: boolean;
  /** As written. */
  readonly schemeId: string | undefined;
  readonly scheme: Scheme | undefined;
  /** Of the token. */
  readonly decimals: number | undefined;
  /** Ids may also be those of other packs, which are not known here. */
  readonly open: boolean;
  /** Facts and measures may also be those of a vocabulary that is not known here. */
  readonly openVocabulary: boolean;
  /** Its own, or those of the vocabulary that it shares with others. */
  readonly facts: readonly Entry<FactDeclaration>[];
  readonly measures: readonly Entry<MeasureDeclaration>[];
  readonly countrySets: readonly Entry<CountrySet>[];
  readonly regionSets: readonly Entry<RegionSet>[];
  readonly paths: readonly Entry<Path>[];
  /** What it says of lots; undefined: nothing that is well formed. */
  readonly lots: LotTerms | undefined;
  readonly powers: readonly Entry<Power>[];
  readonly provisions: readonly Entry<Provision>[];
  readonly packs: readonly Entry<{ readonly id: string }>[];
  readonly uses: readonly Entry<Use>[];
  /** Of all uses, in order, each with the index of its use. */
  readonly rules: readonly RuleEntry[];
  readonly decisions: readonly Entry<RecordedDecision>[];
};

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

function loose(shape: z.core.$ZodLooseShape, value: unknown): Fields {
  const fields = fieldsOf(value);
  const kept = Object.keys(shape).flatMap((key) => {
    const result = z.safeParse(shape[key] as z.core.$ZodType, Object.hasOwn(fields, key) ? fields[key] : undefined);
    return result.success && result.data !== undefined ? [[key, result.data] as const] : [];
  });
  return Object.fromEntries(kept);
}

const entries = <T>(
  list: unknown,
  path: string,
  shapeOf: (item: Fields) => z.core.$ZodLooseShape,
): readonly Entry<T>[] =>
  itemsOf(list).map((item, index) => ({
    path: `${path}[${index}]`,
    id: textOf(fieldsOf(item)["id"]),
    given: new Set(Object.keys(fieldsOf(item)).filter((key) => fieldsOf(item)[key] !== undefined)),
    value: loose(shapeOf(fieldsOf(item)), item) as Loose<T>,
  }));

/** The members of the union of rules, by their type. */
const RULE_SHAPES: ReadonlyMap<string, z.core.$ZodLooseShape> = new Map(
  Enforcement.options.map(({ shape }) => [shape.type.value, shape]),
);

type Declared = Pick<Draft, "facts" | "measures">;

const declaredIn = (vocabulary: Fields): Declared => ({
  facts: entries(vocabulary["facts"], "vocabulary.facts", () => FactDeclaration.shape),
  measures: entries(vocabulary["measures"], "vocabulary.measures", () => MeasureDeclaration.shape),
});

/** Of vocabularies that many packs share: read once. */
const shares = new WeakMap<SharedVocabulary, Declared>();

function declaredByAll(shared: SharedVocabulary): Declared {
  const known = shares.get(shared);
  if (known !== undefined) return known;
  const made = declaredIn(shared);
  shares.set(shared, made);
  return made;
}

/**
 * Reads what is well formed of a rulebook, or of a pack, which is a rulebook without uses.
 *
 * @param shared What a pack's vocabulary is if it names one.
 */
export function draftOf(input: unknown, shared?: SharedVocabulary): Draft {
  const document = fieldsOf(input);
  const sharing = typeof document["vocabulary"] === "string";
  const own = fieldsOf(document["vocabulary"]);
  const packs = itemsOf(document["packs"]);
  const decimals = TokenTerms.shape.decimals.safeParse(fieldsOf(document["token"])["decimals"]);
  const schemeId = textOf(document["scheme"]);
  const rules = itemsOf(document["uses"]).flatMap((item, use) =>
    entries<Enforcement>(
      fieldsOf(fieldsOf(item)["how"])["enforce"],
      `uses[${use}].how.enforce`,
      ({ type }) => RULE_SHAPES.get(String(type)) ?? {},
    ).map((entry) => ({ ...entry, use })),
  );
  return {
    isPack: document["format"] === "weighbridge.pack/1",
    schemeId,
    scheme: schemeId === undefined ? undefined : schemeNamed(schemeId),
    decimals: decimals.data,
    open: sharing || packs.length > 0,
    openVocabulary: sharing && shared === undefined,
    ...(sharing && shared !== undefined ? declaredByAll(shared) : declaredIn(own)),
    countrySets: entries(document["countrySets"], "countrySets", () => CountrySet.shape),
    regionSets: entries(document["regionSets"], "regionSets", () => RegionSet.shape),
    paths: entries(document["paths"], "paths", () => Path.shape),
    lots: LotTerms.safeParse(document["lots"]).data,
    powers: entries(document["powers"], "powers", () => Power.shape),
    provisions: entries(document["provisions"], "provisions", () => Provision.shape),
    packs: entries(packs, "packs", () => ({ id: z.string() })),
    uses: entries(document["uses"], "uses", () => Use.shape),
    rules,
    decisions: entries(document["decisions"], "decisions", (item) =>
      "product" in item ? ProductDecision.shape : ProvisionDecision.shape,
    ),
  };
}
