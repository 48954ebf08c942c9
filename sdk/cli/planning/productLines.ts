import type { Plan } from "../../change/index.js";
import type { Page } from "../page.js";

/** How the product of a plan was classified, for whoever must answer for it; before that, who accepted that it is restricted or ambiguous. */
export function productLines(product: Plan["product"], page: Page): readonly string[] {
  if (product === undefined) return [];
  if (product === null) return [page.paint("yellow", page.text("Nobody classified the product of these rules."))];
  const { asOf, class: one, offeredAs, agencies, because, decision } = product;
  const whose = Object.keys(agencies).join(", ");
  const offered = offeredAs.length === 0 ? "" : `, offered as ${offeredAs.join(", ")}`;
  const field = page.field("product", `${one}${whose === "" ? "" : ` (${whose})`}${offered}; law of ${asOf}`);
  if (decision === undefined) return [field];
  const { by, on, what } = decision;
  return [
    page.paint("yellow", page.text(`THE PRODUCT IS ${one.toUpperCase()}. ${by} accepted that on ${on}: ${what}`)),
    ...because.map((line) => page.text(`· ${line}`, 2)),
    field,
  ];
}
