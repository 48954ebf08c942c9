import { ProductNotAcceptedError } from "../errors/index.js";
import { type ProductDecision, type ProductReview } from "../rulebook/index.js";

/** How what is offered was classified when it was planned, and who accepted that, where somebody had to. */
export type PlannedProduct = Pick<ProductReview, "asOf" | "class" | "offeredAs"> & {
  /** Classes that prevail, by agency. */
  readonly agencies: Readonly<Record<string, readonly string[]>>;
  /** Of what is restricted or ambiguous: why, in words. */
  readonly because: readonly string[];
  readonly decision?: ProductDecision | undefined;
};

/**
 * @internal
 * What a plan says of a product; null: nobody classified it.
 *
 * @throws {ProductNotAcceptedError} when its rules may not be planned.
 */
export function plannedProduct(product: ProductReview | undefined): PlannedProduct | null {
  if (product === undefined) return null;
  const { asOf, class: one, offeredAs, found, issues, decision, mayPlan } = product;
  if (!mayPlan)
    throw new ProductNotAcceptedError({ classified: one, day: asOf, isStated: found !== undefined, issues });
  const because = issues.map(({ path, message }) => `${path} ${message}`);
  const accepted = decision === undefined ? {} : { decision };
  return { asOf, class: one, offeredAs, agencies: found?.agencies ?? {}, because, ...accepted };
}
