import { z } from "zod";
import { type DeepReadonly, Name, Prose } from "./text.js";

const Bit = z.strictObject({ bit: z.int().min(0), name: Name, label: Prose, meaning: Prose });

/** What lanes and bits of a registry's records mean. A registry never changes its scheme. */
export const Scheme = z.strictObject({
  format: z.literal("weighbridge.scheme/1"),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be one lower-case word, as us"),
  title: Prose,
  /** Exactly eight, by number. A lane is how an investor is counted; it lifts nothing. */
  lanes: z
    .array(z.strictObject({ number: z.int().min(0).max(7), name: Name, label: Prose, meaning: Prose }))
    .length(8, "must be the eight lanes 0 to 7")
    .refine((lanes) => lanes.every(({ number }, index) => number === index), "must be in order, 0 to 7"),
  /** Evidence: bits 0 to 23. Its absence says "never shown", not "no". */
  evidence: z.array(Bit.extend({ bit: z.int().min(0).max(23) })),
  /** Roles: bits 24 to 31, which the registry sets on its own wallets. */
  roles: z.array(Bit.extend({ bit: z.int().min(24).max(31) })),
  states: z.array(Bit.extend({ bit: z.int().min(0).max(7) })),
  /** Parts of countries, by the number that records carry: 1 to 1,023. 0 is none. */
  regions: z.array(z.strictObject({ number: z.int().min(1).max(1023), name: Name, label: Prose })).optional(),
});
export type Scheme = DeepReadonly<z.infer<typeof Scheme>>;

/** Names to bit numbers: lanes, statuses (evidence and roles), states, regions. */
export type SchemeBits = {
  readonly lanes: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  readonly roles: Readonly<Record<string, number>>;
  readonly states: Readonly<Record<string, number>>;
  readonly regions: Readonly<Record<string, number>>;
};

const numbers = (rows: readonly { readonly name: string; readonly bit: number }[]) =>
  Object.fromEntries(rows.map(({ name, bit }) => [name, bit]));

/** The bit numbers behind a scheme's names. */
export const schemeBits = (scheme: Scheme): SchemeBits => ({
  lanes: Object.fromEntries(scheme.lanes.map(({ name, number }) => [name, number])),
  statuses: numbers([...scheme.evidence, ...scheme.roles]),
  roles: numbers(scheme.roles),
  states: numbers(scheme.states),
  regions: Object.fromEntries((scheme.regions ?? []).map(({ name, number }) => [name, number])),
});
