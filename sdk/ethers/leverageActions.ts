import { type LeverageActions } from "../leverage/index.js";
import { leverageActionsOf } from "../leverage/leverageActionsOf.js";
import { readerOf, type SendingProvider } from "./readerOf.js";

export type LeverageActionsReturnType = LeverageActions;

/**
 * The questions about leverage, by a provider of ethers. The same as those of `weighbridge/viem`.
 *
 * @example
 * const { powers } = await leverageActions(provider).buyingPower({ leverage, venue: 1, registry: 1, wallet });
 */
export const leverageActions = (provider: SendingProvider): LeverageActionsReturnType =>
  leverageActionsOf(readerOf(provider));
