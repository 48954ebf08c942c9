import { ContractInvalidError, DeploymentMissingError, PositionQuestionError } from "../../errors/index.js";
import { type CitedPosition, explainPosition, type ExplainPositionReturnType } from "../../positions/index.js";
import { contracts } from "../../verdict/words.js";
import type { Finding } from "../../verdict/index.js";
import type { TokenUnits } from "../../check/tokenUnits.js";
import type { Page } from "../page.js";
import type { Question } from "../question.js";
import { shippedLaw } from "../readLaw.js";
import { remedyWords } from "../ticket.js";

/** What stands behind a refusal for a position, as far as the reader may know it. */
export async function behindPosition(
  { reader, movement, at, audience, asOf, programId, rulebook, packs }: Question,
  findings: readonly Finding[],
): Promise<ExplainPositionReturnType | null> {
  // Under another program than the one in force another book may be asked, or none.
  if (programId !== undefined || !findings.some(({ kind }) => kind === "positionLimit")) return null;
  const provisions = [
    ...shippedLaw().flatMap((one) => ("provisions" in one ? one.provisions : [])),
    ...packs.flatMap((pack) => pack.provisions),
    ...(rulebook?.provisions ?? []),
  ];
  try {
    return await explainPosition(reader, { ...movement, block: at, audience, asOf, provisions });
  } catch (error) {
    // A book that does not answer, or not as one of ours: the finding says that nothing can be told.
    if ([ContractInvalidError, DeploymentMissingError, PositionQuestionError].some((Class) => error instanceof Class))
      return null;
    throw error;
  }
}

/** For JSON: amounts are in millionths of a contract. */
export const positionOf = (behind: ExplainPositionReturnType | null) => (behind === null ? {} : { position: behind });

/** For people. */
export const positionLines = (
  { findings }: ExplainPositionReturnType,
  units: TokenUnits,
  page: Page,
): readonly string[] => findings.flatMap((finding) => ["", ...reasonLines(finding, units, page)]);

function reasonLines(
  { sentence, binding, citation, own, attributed, remedy }: CitedPosition,
  units: TokenUnits,
  page: Page,
): readonly string[] {
  return [
    page.text(`· ${sentence}`),
    page.field("by", citation === null ? binding : `${binding}: ${citation}`, 2),
    ...(own === null || attributed === null
      ? []
      : [page.field("of it", `own ${contracts(own)}, attributed ${contracts(attributed)}`, 2)]),
    page.field("remedy", remedyWords(remedy, units), 2),
  ];
}
