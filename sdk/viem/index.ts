export { type IssuerActions, issuerActions, type IssuerActionsReturnType } from "./issuerActions.js";
export { readerOf, type ReaderOfReturnType } from "./readerOf.js";
export { signerOf, type SignerOfErrorType, type SignerOfReturnType, type SigningClient } from "./signerOf.js";
export { type VenueActions, venueActions, type VenueActionsReturnType } from "./venueActions.js";
