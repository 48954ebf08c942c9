import { type Finding } from "../verdict/index.js";

/** What is wrong, of findings that name bits: those that are missing, or should not be there. */
const wrongBits = ({ unit, measured, limit }: Finding): bigint =>
  unit === "statuses" ? limit & ~measured : unit === "state" ? measured : 0n;

/** Whether none of the known findings says the same of the same party: of statuses and states, of the same bits; of anything else, of the same kind. */
export function isNews(finding: Finding, known: readonly Finding[]): boolean {
  const alike = known.filter(({ kind, party }) => kind === finding.kind && party === finding.party);
  if (alike.length === 0) return true;
  return (wrongBits(finding) & ~alike.reduce((bits, one) => bits | wrongBits(one), 0n)) !== 0n;
}
