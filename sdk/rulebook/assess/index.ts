export {
  Activities,
  Activity,
  EvidenceLevel,
  type FactValue,
  GivenFact,
  Ledger,
  LedgerEntry,
  Provenance,
} from "./activity.js";
