import { type Reader } from "../reader/index.js";
import { buyingPower, type BuyingPowerParameters, type BuyingPowerReturnType } from "./buyingPower.js";
import { closeOutQuote, type CloseOutQuoteParameters, type CloseOutQuoteReturnType } from "./closeOutQuote.js";
import { explainIncrease, type ExplainIncreaseParameters, type ExplainIncreaseReturnType } from "./explainIncrease.js";
import { marginCalls, type MarginCallsParameters, type MarginCallsReturnType } from "./marginCalls.js";
import { readAccount, type ReadAccountParameters, type ReadAccountReturnType } from "./readAccount.js";
import {
  transferLeverage,
  type TransferLeverageParameters,
  type TransferLeverageReturnType,
} from "./transferLeverage.js";
import { venueShares, type VenueSharesParameters, type VenueSharesReturnType } from "./venueShares.js";

/** What a broker, a lender, a venue or an investor asks of a leverage registry. */
export type LeverageActions = {
  readonly buyingPower: (parameters: BuyingPowerParameters) => Promise<BuyingPowerReturnType>;
  readonly closeOutQuote: (parameters: CloseOutQuoteParameters) => Promise<CloseOutQuoteReturnType>;
  readonly explainIncrease: (parameters: ExplainIncreaseParameters) => Promise<ExplainIncreaseReturnType>;
  readonly marginCalls: (parameters: MarginCallsParameters) => Promise<MarginCallsReturnType>;
  readonly readAccount: (parameters: ReadAccountParameters) => Promise<ReadAccountReturnType>;
  readonly transferLeverage: (parameters: TransferLeverageParameters) => Promise<TransferLeverageReturnType>;
  readonly venueShares: (parameters: VenueSharesParameters) => Promise<VenueSharesReturnType>;
};

/**
 * @internal
 * The questions of a client, whatever the client.
 */
export const leverageActionsOf = (reader: Reader): LeverageActions => ({
  buyingPower: (parameters) => buyingPower(reader, parameters),
  closeOutQuote: (parameters) => closeOutQuote(reader, parameters),
  explainIncrease: (parameters) => explainIncrease(reader, parameters),
  marginCalls: (parameters) => marginCalls(reader, parameters),
  readAccount: (parameters) => readAccount(reader, parameters),
  transferLeverage: (parameters) => transferLeverage(reader, parameters),
  venueShares: (parameters) => venueShares(reader, parameters),
});
