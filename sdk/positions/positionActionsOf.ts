import { type Reader } from "../reader/index.js";
import { explainPosition, type ExplainPositionParameters, type ExplainPositionReturnType } from "./explainPosition.js";
import {
  positionHeadroom,
  type PositionHeadroomParameters,
  type PositionHeadroomReturnType,
} from "./positionHeadroom.js";
import { readPosition, type ReadPositionParameters, type ReadPositionReturnType } from "./readPosition.js";
import { readProduct, type ReadProductParameters, type ReadProductReturnType } from "./readProduct.js";
import { readUnderlying, type ReadUnderlyingParameters, type ReadUnderlyingReturnType } from "./readUnderlying.js";
import { unsynced, type UnsyncedParameters, type UnsyncedReturnType } from "./unsynced.js";

/** What an exchange, a transfer agent or an investor asks of a position book. */
export type PositionActions = {
  readonly explainPosition: (parameters: ExplainPositionParameters) => Promise<ExplainPositionReturnType>;
  readonly positionHeadroom: (parameters: PositionHeadroomParameters) => Promise<PositionHeadroomReturnType>;
  readonly readPosition: (parameters: ReadPositionParameters) => Promise<ReadPositionReturnType>;
  readonly readProduct: (parameters: ReadProductParameters) => Promise<ReadProductReturnType>;
  readonly readUnderlying: (parameters: ReadUnderlyingParameters) => Promise<ReadUnderlyingReturnType>;
  readonly unsynced: (parameters: UnsyncedParameters) => Promise<UnsyncedReturnType>;
};

/**
 * @internal
 * The questions of a client, whatever the client.
 */
export const positionActionsOf = (reader: Reader): PositionActions => ({
  explainPosition: (parameters) => explainPosition(reader, parameters),
  positionHeadroom: (parameters) => positionHeadroom(reader, parameters),
  readPosition: (parameters) => readPosition(reader, parameters),
  readProduct: (parameters) => readProduct(reader, parameters),
  readUnderlying: (parameters) => readUnderlying(reader, parameters),
  unsynced: (parameters) => unsynced(reader, parameters),
});
