/** Findings: groups, cards, the two sides and the witness. */
export const FINDINGS = `
.group > summary { display: flex; flex-wrap: wrap; gap: 0.15rem 1rem; align-items: baseline; padding: 0.7rem 0; }
.group > summary::before { content: "+"; width: 0.7rem; font-weight: 400; color: var(--quiet); }
.group[open] > summary::before { content: "−"; }
.group > summary .is { margin: 0; }
.group > summary .has { margin-left: auto; display: inline-flex; gap: 1rem; }
.group[open] { padding-bottom: 0.75rem; }
.row-bound { display: block; font-weight: 600; font-variant-numeric: tabular-nums; }
h5 { font-size: 1rem; margin: 0; font-weight: 650; }
.finding { border: 1px solid var(--line); border-radius: 4px; margin: 0 0 1.25rem; padding: 1.1rem 1.25rem 1.25rem; }
.finding[data-severity="error"] { border-left: 4px solid var(--error-fill); }
.finding[data-severity="warning"] { border-left: 4px double var(--warning-fill); }
.finding[data-severity="note"] { border-left: 4px dotted var(--note-fill); }
.finding:target { box-shadow: 0 0 0 3px var(--focus); }
.finding > header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1rem; margin-bottom: 0.5rem; }
.nth { color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; margin-right: 0.4rem; }
.what { max-width: 54rem; }
.sides { display: grid; gap: 1px; background: var(--line); border: solid var(--line); border-width: 1px 0; margin: 0.75rem 0 1rem; }
.sides.of-2 { grid-template-columns: 1fr 1fr; }
.sides.of-3 { grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); }
.side { background: var(--ground); padding: 0.85rem 1.25rem 0.85rem 0; min-width: 0; }
.side + .side { padding-left: 1.25rem; }
.side p { margin: 0 0 0.4rem; }
.who { font-size: 0.92rem; }
.authority { font-weight: 650; margin-right: 0.35rem; }
.bound { font-size: 1.75rem; line-height: 1.2; font-variant-numeric: lining-nums tabular-nums; overflow-wrap: anywhere; }
.bound.long { font-size: 1.15rem; line-height: 1.35; }
.cmp { font: 0.92rem system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; color: var(--quiet); }
.summary { font-size: 0.92rem; line-height: 1.5; }
.terms { color: var(--quiet); font-size: 0.84rem; }
.compare { display: block; width: 100%; max-width: 34rem; height: auto; margin: 0 0 1rem; }
.compare .zero { stroke: var(--line-strong); }
.compare .first rect { fill: var(--first); }
.compare .other rect { fill: none; stroke: var(--other); stroke-width: 2; }
.compare .value { font-weight: 650; font-variant-numeric: tabular-nums; }
.witness { max-width: 62rem; background: var(--raised); border-radius: 4px; }
.witness caption { padding: 0.75rem 1rem; background: var(--raised); font-weight: 600; color: var(--ink); }
.witness th, .witness td { padding: 0.4rem 1rem; }
.witness tbody th { font-weight: 400; width: 46%; }
.witness tbody tr:first-child > * { border-top: 0; }
.witness .differs { font-weight: 650; }
.witness .open { color: var(--quiet); font-style: italic; }
.witness .answers tr > * { border-top: 1px solid var(--line-strong) !important; }
.witness .answers th { font-weight: 650; }
.suggestion, .declared { max-width: 54rem; margin: 0.75rem 0 0; }
@media (max-width: 40rem) {
  .sides.of-2, .sides.of-3 { grid-template-columns: 1fr; }
  .side, .side + .side { padding: 0.75rem 0; }
  .finding { padding: 0.9rem; }
  .witness th, .witness td { padding: 0.35rem 0.6rem; }
}
`;
