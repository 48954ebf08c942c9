export type { BitLabel, SchemeWords, SentenceContext } from "./context.js";
export { countryName } from "./countries.js";
export { remedy, type RemedyErrorType, type RemedyReturnType } from "./remedy.js";
export { sentence, type SentenceErrorType, type SentenceReturnType } from "./sentence.js";
export type {
  Audience,
  Binding,
  CitedFinding,
  Decision,
  Explanation,
  Finding,
  FindingKind,
  Headroom,
  Movement,
  Pinned,
  PowerReference,
  Remedy,
  Verdict,
} from "./types.js";
export { moment, tokens } from "./words.js";
