export { type AccountId, type AccountIdParts, type EvmAccountId, type OtherAccountId } from "./accountId.js";
export { type AssetId, type AssetIdParts, type Erc20AssetId, type OtherAssetId } from "./assetId.js";
export { type ChainId, type ChainIdParts, type EvmChainId, type OtherChainId } from "./chainId.js";
export {
  formatAccountId,
  type FormatAccountIdErrorType,
  type FormatAccountIdParameters,
  type FormatAccountIdReturnType,
} from "./formatAccountId.js";
export {
  formatAssetId,
  type FormatAssetIdErrorType,
  type FormatAssetIdParameters,
  type FormatAssetIdReturnType,
} from "./formatAssetId.js";
export {
  formatChainId,
  type FormatChainIdErrorType,
  type FormatChainIdParameters,
  type FormatChainIdReturnType,
} from "./formatChainId.js";
export { parseAccountId, type ParseAccountIdErrorType, type ParseAccountIdReturnType } from "./parseAccountId.js";
export { parseAssetId, type ParseAssetIdErrorType, type ParseAssetIdReturnType } from "./parseAssetId.js";
export { parseChainId, type ParseChainIdErrorType, type ParseChainIdReturnType } from "./parseChainId.js";
export { type Dti, parseDti, type ParseDtiErrorType, type ParseDtiReturnType } from "./parseDti.js";
export { type Figi, parseFigi, type ParseFigiErrorType, type ParseFigiReturnType } from "./parseFigi.js";
export { type Isin, parseIsin, type ParseIsinErrorType, type ParseIsinReturnType } from "./parseIsin.js";
export { type Lei, parseLei, type ParseLeiErrorType, type ParseLeiReturnType } from "./parseLei.js";
