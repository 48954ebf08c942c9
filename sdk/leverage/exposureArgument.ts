import type { Exposure, ExposureBand } from "./exposure.js";

/**
 * @internal
 * A report as the registry's functions take it.
 */
export const exposureArgument = (exposure: Exposure) => ({ ...exposure, asOf: Number(exposure.asOf) });

/**
 * @internal
 * A band, likewise.
 */
export const bandArgument = (band: ExposureBand) => ({
  ...band,
  ...{ asOf: Number(band.asOf), expiry: Number(band.expiry) },
});
