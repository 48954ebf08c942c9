import type { Client } from "viem";
import {
  checkAs,
  type CheckAsParameters,
  type CheckAsReturnType,
  checkTransfer,
  type CheckTransferParameters,
  type CheckTransferReturnType,
  checkTransfers,
  type CheckTransfersParameters,
  type CheckTransfersReturnType,
  explainTransfer,
  type ExplainTransferParameters,
  type ExplainTransferReturnType,
  headroom,
  type HeadroomParameters,
  type HeadroomReturnType,
} from "../check/index.js";
import { readerOf } from "./readerOf.js";

/** What a venue, a wallet or an issuer asks before a movement. */
export type VenueActions = {
  readonly checkAs: (parameters: CheckAsParameters) => Promise<CheckAsReturnType>;
  readonly checkTransfer: (parameters: CheckTransferParameters) => Promise<CheckTransferReturnType>;
  readonly checkTransfers: (parameters: CheckTransfersParameters) => Promise<CheckTransfersReturnType>;
  readonly explainTransfer: (parameters: ExplainTransferParameters) => Promise<ExplainTransferReturnType>;
  readonly headroom: (parameters: HeadroomParameters) => Promise<HeadroomReturnType>;
};
export type VenueActionsReturnType = (client: Client) => VenueActions;

/**
 * Puts the questions of a venue on a viem client.
 *
 * @example
 * const client = createPublicClient({ transport: http(url) }).extend(venueActions());
 * const verdict = await client.checkTransfer({ kind: "transfer", token, from, to, amount: 250_000n });
 */
export function venueActions(): VenueActionsReturnType {
  return (client) => {
    const reader = readerOf(client);
    return {
      checkAs: (parameters) => checkAs(reader, parameters),
      checkTransfer: (parameters) => checkTransfer(reader, parameters),
      checkTransfers: (parameters) => checkTransfers(reader, parameters),
      explainTransfer: (parameters) => explainTransfer(reader, parameters),
      headroom: (parameters) => headroom(reader, parameters),
    };
  };
}
