export { type IssuerActions } from "../change/index.js";
export { type VenueActions } from "../check/index.js";
export { type LeverageActions } from "../leverage/index.js";
export { issuerActions, type IssuerActionsReturnType } from "./issuerActions.js";
export { leverageActions, type LeverageActionsReturnType } from "./leverageActions.js";
export { readerOf, type ReaderOfReturnType } from "./readerOf.js";
export { signerOf, type SignerOfErrorType, type SignerOfReturnType, type SigningClient } from "./signerOf.js";
export { venueActions, type VenueActionsReturnType } from "./venueActions.js";
