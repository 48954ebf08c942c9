import type { Client } from "viem";
import { type PositionActions } from "../positions/index.js";
import { positionActionsOf } from "../positions/positionActionsOf.js";
import { readerOf } from "./readerOf.js";

export type PositionActionsReturnType = (client: Client) => PositionActions;

/**
 * Puts the questions about positions on a viem client.
 *
 * @example
 * const client = createPublicClient({ transport: http(url) }).extend(positionActions());
 * const { buckets } = await client.readPosition({ book, underlying: 1, month: "2026-12", wallet });
 */
export function positionActions(): PositionActionsReturnType {
  return (client) => positionActionsOf(readerOf(client));
}
