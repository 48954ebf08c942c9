import type { Client } from "viem";
import { type LeverageActions } from "../leverage/index.js";
import { leverageActionsOf } from "../leverage/leverageActionsOf.js";
import { readerOf } from "./readerOf.js";

export type LeverageActionsReturnType = (client: Client) => LeverageActions;

/**
 * Puts the questions about leverage on a viem client.
 *
 * @example
 * const client = createPublicClient({ transport: http(url) }).extend(leverageActions());
 * const { powers } = await client.buyingPower({ leverage, venue: 1, registry: 1, wallet });
 */
export function leverageActions(): LeverageActionsReturnType {
  return (client) => leverageActionsOf(readerOf(client));
}
