export type { StateHolding } from "./byState.js";
export { Classification, ClassificationRow, CLASSES } from "./classification.js";
export {
  classifyInvestor,
  type ClassifyInvestorErrorType,
  type ClassifyInvestorParameters,
  type ClassifyInvestorReturnType,
  InvestorProfile,
} from "./classifyInvestor.js";
export {
  classifyProduct,
  type ClassifyProductErrorType,
  type ClassifyProductParameters,
  type ClassifyProductReturnType,
  type ProductMatch,
  ProductProfile,
} from "./classifyProduct.js";
export {
  parseClassification,
  type ParseClassificationErrorType,
  type ParseClassificationReturnType,
} from "./parseClassification.js";
export {
  type ProductReview,
  reviewProduct,
  type ReviewProductErrorType,
  type ReviewProductParameters,
  type ReviewProductReturnType,
} from "./reviewProduct.js";
export type { Status, StatusRoute } from "./statuses.js";
