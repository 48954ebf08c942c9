/** On paper: dark on white, nothing to press, nothing cut in two. What is folded on the screen stays so: whoever wants all of it opens all first. */
export const PRINT = `
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  :root {
    color-scheme: light;
    --ground: #ffffff; --raised: #f4f3ef; --line: #cfccc2; --line-strong: #77756e; --ink: #000000; --quiet: #45494f; --link: #000000;
    --error: #8f3104; --warning: #664500; --note: #23507c; --error-fill: #d55e00; --warning-fill: #c98a00; --note-fill: #4b86bd;
    --first: #0b5fa5; --other: #b5521b; --full: #d3e5f5; --part: #fbebc2; --part-hatch: #ecd189; --none: #fbd9c8; --none-hatch: #f0b294;
    --in-force: #2f78b7; --ended: #b3b7bd; --proposed: #a05a00; --mark: #000000;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 9.5pt; }
  .page { max-width: none; padding: 0; }
  .masthead { padding: 0 0 1rem; }
  .figure { flex-basis: 20%; }
  .figures { flex-wrap: nowrap; }
  .figure strong { font-size: 1.5rem; }
  .figure strong time { font-size: 1.1rem; }
  main > section { padding: 1.5rem 0 0.5rem; }
  caption { font-size: 1rem; }
  .contents, .skip, .filters, .card, .drawn { display: none !important; }
  .away { display: revert !important; }
  a { text-decoration-color: var(--line-strong); }
  h2, h3, h4, summary, caption { break-after: avoid; }
  tr, .figure, .sides, .compare, .finding > header { break-inside: avoid; }
  .finding { break-inside: auto; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  .matrix { min-width: 0; font-size: 8pt; }
  .matrix td > button { min-height: 0; padding: 1pt; font-size: 7.5pt; }
  .matrix thead th { font-size: 7pt; }
  svg.timeline[role], svg.history { min-width: 0; }
  summary { list-style: none; }
  .scroll, .finding { margin-bottom: 0.75rem; }
}
`;
