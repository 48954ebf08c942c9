export { canonicalJson } from "./canonicalJson.js";
export { cite, type CiteReturnType } from "./cite.js";
export { countryNumber, countryOf } from "./countries.js";
export { dayOf, Period, secondsOf } from "./dates.js";
export { Duty, Effect, Requirement } from "./effects.js";
export { type Counterparty, type Countries, Enforcement, RuleMovement } from "./enforcement.js";
export { hashProvision, type HashProvisionReturnType } from "./hashProvision.js";
export { hashPack, hashRulebook, type HashRulebookReturnType, hashScheme } from "./hashRulebook.js";
export { ruleNumbers, type RuleNumber, type RuleNumberFault } from "./limits.js";
export {
  parsePack,
  type ParsePackParameters,
  parseRulebook,
  type ParseRulebookErrorType,
  type ParseRulebookReturnType,
} from "./parseRulebook.js";
export { type Comparison, Expression, Meter, Predicate } from "./predicates.js";
export { ProductTerms } from "./product.js";
export { Authority, LAW_LEVELS, Level, Provision, Source } from "./provision.js";
export { HolderQuantity, PercentQuantity, scaled, UnitQuantity } from "./quantities.js";
export {
  CountrySet,
  How,
  Pack,
  Power,
  ProductDecision,
  ProvisionDecision,
  RecordedDecision,
  Rulebook,
  Use,
} from "./rulebook.js";
export { Scheme, type SchemeBits, schemeBits } from "./scheme.js";
export { schemeNamed, type SchemeNamedReturnType } from "./schemeNamed.js";
export { SCHEMES } from "./schemes.js";
export type { DeepReadonly } from "./text.js";
export {
  ActivityKind,
  Bearer,
  FactDeclaration,
  FactId,
  LegalUnit,
  MeasureDeclaration,
  ProductClass,
  SharedVocabulary,
  Vocabulary,
} from "./vocabulary.js";
export * from "./assess/index.js";
export * from "./audit/index.js";
export * from "./classify/index.js";
export * from "./combine/index.js";
export * from "./margins/index.js";
export * from "./packs/index.js";
export * from "./positions/index.js";
