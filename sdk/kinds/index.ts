export * from "./bits.js";
export * from "./causes.js";
export * from "./fields.js";
export { kindOfError } from "./kindOfError.js";
export * from "./leverage.js";
export * from "./limits.js";
export * from "./movements.js";
export * from "./parties.js";
export * from "./positions.js";
export * from "./reasons.js";
export {
  PASSED,
  REFUSED,
  type RestrictionCode,
  RESTRICTION_CODES,
  solidityRestrictionCodes,
} from "./restrictionCodes.js";
export type { CountryScope, Rule } from "./rule.js";
export * from "./ruleKinds.js";
export { solidityConstants, solidityLeverageConstants, solidityPositionConstants } from "./solidityConstants.js";
export * from "./units.js";
export * from "./words.js";
