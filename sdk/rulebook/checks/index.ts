import type { Issue } from "../../errors/index.js";
import type { Draft } from "../draft.js";
import { contradictions } from "./contradictions.js";
import { names } from "./names.js";
import { provisions } from "./provisions.js";
import { references } from "./references.js";
import { rules } from "./rules.js";
import { types } from "./types.js";
import { uses } from "./uses.js";

/** What a schema of single fields cannot see: one check a file. */
const CHECKS = [provisions, references, uses, names, types, rules, contradictions] as const;

/** Every issue between the parts of a document, in the order of the checks. */
export const checkDraft = (draft: Draft): readonly Issue[] => CHECKS.flatMap((check) => check(draft));
