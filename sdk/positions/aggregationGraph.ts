import { z } from "zod";
import { AGGREGATOR_BITS } from "../kinds/index.js";
import { Day } from "../rulebook/dates.js";
import { type DeepReadonly, distinct, Hash, Id, Name, NonNegative, Prose } from "../rulebook/text.js";

/** Number of an investor in the engine's registry: as many bits as a closure names it by. */
const Person = z
  .int()
  .min(1)
  .max(2 ** AGGREGATOR_BITS - 1);

/** The days on which it is so, both included, and what says so. */
const dated = {
  /** Hash of the document. */
  source: Hash,
  from: Day,
  /** The last day; left out: it goes on. */
  until: Day.optional(),
};

const Control = z.strictObject({ controller: Person, controlled: Person, ...dated });
const Agreement = z.strictObject({ members: distinct(Person).min(2, "must name two or more"), ...dated });
const Ownership = z.strictObject({ owner: Person, owned: Person, percent: NonNegative, ...dated });
const IdenticalTrading = z.strictObject({ person: Person, account: Person, ...dated });
const Exemption = z.strictObject({
  person: Person,
  account: Person,
  /** One of the grounds that the position tables list. */
  ground: Name,
  /** Hash of the notice that was filed, or of what says that none is due. */
  notice: Hash,
  /** Hash of what shows that the ground is there. */
  evidence: Hash,
  from: Day,
  /** The last day on which it may be relied on; left out: until it is withdrawn. */
  until: Day.optional(),
});

/** Who controls, owns or acts with whom, as documents say. Persons are numbers; what they are called stays in the registrar's own store. */
export const AggregationGraph = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.aggregationGraph/1"),
  id: Id,
  title: Prose,
  /** The last day of which it speaks: on a later one nobody knows what has changed. */
  completeThrough: Day,
  persons: distinct(Person),
  /** Who directs the trading of whom, by power of attorney or otherwise. */
  control: z.array(Control),
  /** Who acts together, by agreement or understanding, expressed or not. */
  agreements: z.array(Agreement),
  /** Ownership or equity interest, in percent. Several of the same two add up. */
  ownership: z.array(Ownership),
  /** Who holds or controls positions in an account with substantially identical strategies: no exemption applies to these. */
  identicalTrading: z.array(IdenticalTrading),
  exemptions: z.array(Exemption),
});
export type AggregationGraph = DeepReadonly<z.infer<typeof AggregationGraph>>;
