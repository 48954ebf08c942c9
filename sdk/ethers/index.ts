// What `weighbridge/viem` offers for viem, under the same names: therefore not in the entry, which has viem's. Nothing here imports ethers itself.
export { type IssuerActions } from "../change/index.js";
export { type VenueActions } from "../check/index.js";
export { type LeverageActions } from "../leverage/index.js";
export { type PositionActions } from "../positions/index.js";
export { issuerActions, type IssuerActionsErrorType, type IssuerActionsReturnType } from "./issuerActions.js";
export { leverageActions, type LeverageActionsReturnType } from "./leverageActions.js";
export { positionActions, type PositionActionsReturnType } from "./positionActions.js";
export { readerOf, type ReaderOfReturnType, type SendingProvider } from "./readerOf.js";
export { type SendingSigner, signerOf, type SignerOfErrorType, type SignerOfReturnType } from "./signerOf.js";
export { venueActions, type VenueActionsReturnType } from "./venueActions.js";
