import { type PositionActions } from "../positions/index.js";
import { positionActionsOf } from "../positions/positionActionsOf.js";
import { readerOf, type SendingProvider } from "./readerOf.js";

export type PositionActionsReturnType = PositionActions;

/**
 * The questions about positions, by a provider of ethers. The same as those of `weighbridge/viem`.
 *
 * @example
 * const { buckets } = await positionActions(provider).readPosition({ book, underlying: 1, month: "2026-12", wallet });
 */
export const positionActions = (provider: SendingProvider): PositionActionsReturnType =>
  positionActionsOf(readerOf(provider));
