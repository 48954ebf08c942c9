import type { Command } from "commander";
import { type ProductReview, reviewProduct, type Rulebook } from "../../rulebook/index.js";
import { lawOf, lawOption } from "../lawOptions.js";
import type { ProjectEnvironment } from "../project/readProject.js";
import { readClassification, SHIPPED_CLASSIFICATION } from "../readLaw.js";
import { inFile } from "../report.js";

export type LawOptions = { readonly law: readonly string[]; readonly table: string };

/** Adds the options that say by which law a product is classified. */
export const lawOptions = (command: Command): Command =>
  lawOption(command).option("--table <file>", "the table by which the product is classified", SHIPPED_CLASSIFICATION);

type When = {
  /** Unix seconds whose law is asked. */
  readonly asOf: bigint;
  /** Unix seconds of the block on which it is planned: what was not decided then is not decided. */
  readonly decidedBy: bigint;
};

/** Classifies what a project's rulebook offers. */
export function reviewOffer(
  { files }: ProjectEnvironment,
  rulebook: Rulebook,
  { law, table }: LawOptions,
  when: When,
): ProductReview {
  const documents = lawOf(law);
  const rows = readClassification(table, documents);
  return inFile(files.rulebook, () => reviewProduct(rulebook, documents, { ...when, table: rows }));
}
