import { z } from "zod";
import { GivenFact, Provenance } from "./assess/activity.js";
import { type DeepReadonly, distinct, Name } from "./text.js";
import { ProductClass } from "./vocabulary.js";

/** Of whom a rulebook can say something for every movement of its token. */
export const ProductBearer = z.enum(["product", "issuer", "offering", "venue"]);

/** Refers to a fact of what is offered, as `product.instrument`. */
export const ProductFactId = z.templateLiteral([ProductBearer, ".", Name], {
  error: `must name a fact of ${ProductBearer.options.join(", ")}, as product.instrument: those of the parties differ by movement`,
});

/** What is offered and by whom, as the offering's documents have it: what the product is classified by. */
export const ProductTerms = z.strictObject({
  /** What it is offered as; the classification may find it to be something else. */
  classes: distinct(ProductClass),
  /** Of all facts that do not say it themselves. */
  provenance: Provenance,
  /** By their ids in the vocabulary of the law. */
  facts: z.partialRecord(ProductFactId, GivenFact),
});
export type ProductTerms = DeepReadonly<z.infer<typeof ProductTerms>>;
