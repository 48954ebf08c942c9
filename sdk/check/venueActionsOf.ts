import { type Reader } from "../reader/index.js";
import { checkAs, type CheckAsParameters, type CheckAsReturnType } from "./checkAs.js";
import { checkTransfer, type CheckTransferParameters, type CheckTransferReturnType } from "./checkTransfer.js";
import { checkTransfers, type CheckTransfersParameters, type CheckTransfersReturnType } from "./checkTransfers.js";
import { explainTransfer, type ExplainTransferParameters, type ExplainTransferReturnType } from "./explainTransfer.js";
import { headroom, type HeadroomParameters, type HeadroomReturnType } from "./headroom.js";

/** What a venue, a wallet or an issuer asks before a movement. */
export type VenueActions = {
  readonly checkAs: (parameters: CheckAsParameters) => Promise<CheckAsReturnType>;
  readonly checkTransfer: (parameters: CheckTransferParameters) => Promise<CheckTransferReturnType>;
  readonly checkTransfers: (parameters: CheckTransfersParameters) => Promise<CheckTransfersReturnType>;
  readonly explainTransfer: (parameters: ExplainTransferParameters) => Promise<ExplainTransferReturnType>;
  readonly headroom: (parameters: HeadroomParameters) => Promise<HeadroomReturnType>;
};

/**
 * @internal
 * The questions of a client, whatever the client.
 */
export const venueActionsOf = (reader: Reader): VenueActions => ({
  checkAs: (parameters) => checkAs(reader, parameters),
  checkTransfer: (parameters) => checkTransfer(reader, parameters),
  checkTransfers: (parameters) => checkTransfers(reader, parameters),
  explainTransfer: (parameters) => explainTransfer(reader, parameters),
  headroom: (parameters) => headroom(reader, parameters),
});
