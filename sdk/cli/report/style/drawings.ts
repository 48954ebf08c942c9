/** The coverage matrix and the drawings. */
export const DRAWINGS = `
.matrix { min-width: 56rem; table-layout: fixed; }
.matrix thead th { text-align: center; padding: 0 0.2rem 0.5rem; line-height: 1.2; hyphens: auto; }
.matrix thead th:first-child, .matrix tbody th { text-align: left; width: 8rem; padding-left: 0; }
.matrix tbody th { font-weight: 400; }
.matrix tbody tr > * { border: 0; padding: 0.1rem; vertical-align: middle; }
.matrix td { text-align: center; font-variant-numeric: tabular-nums; }
.matrix td > button { font: inherit; color: var(--ink); width: 100%; min-height: 2rem; border: 1px solid transparent; border-radius: 2px; cursor: pointer; }
.matrix td > button:hover { border-color: var(--ink); }
.matrix .unasked { color: var(--quiet); }
.swatch { display: inline-block; min-width: 2.6rem; text-align: center; padding: 0.1rem 0.3rem; color: var(--ink); border-radius: 2px; }
.full > button, .swatch.full { background: var(--full); }
.part > button, .swatch.part { background: repeating-linear-gradient(135deg, var(--part) 0 5px, var(--part-hatch) 5px 6px); }
.none > button, .swatch.none { background: repeating-linear-gradient(45deg, var(--none) 0 3px, var(--none-hatch) 3px 5px); font-weight: 700; }
.card { max-width: min(36rem, calc(100vw - 2rem)); max-height: 80vh; overflow: auto; text-align: left; background: var(--ground); color: var(--ink); border: 1px solid var(--line-strong); border-radius: 4px; padding: 1.25rem; margin: auto; box-shadow: 0 10px 40px rgb(0 0 0 / 0.25); }
.card::backdrop { background: rgb(0 0 0 / 0.25); }
.card-title { font-weight: 650; margin: 0 0 0.5rem; }
.card dt { font-weight: 600; border-top: 1px solid var(--line); padding-top: 0.5rem; }
.card dd { margin: 0 0 0.5rem; font-size: 0.92rem; }
.card .close { font: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--line-strong); border-radius: 3px; padding: 0.35rem 1rem; cursor: pointer; }
svg text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; fill: var(--ink); }
svg.timeline[role], svg.history { display: block; width: 100%; min-width: 60rem; height: auto; }
.tick line { stroke: var(--line); }
.tick text { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
.history .strip line { stroke: var(--line); }
.history .strip path { fill: var(--in-force); fill-opacity: 0.8; stroke: var(--in-force); stroke-width: 1.5; }
.history .number { font-variant-numeric: tabular-nums; font-weight: 600; }
.lane text { font-weight: 650; }
.lane line { stroke: var(--line); }
.span rect { fill: var(--in-force); }
.span.ended rect { fill: var(--ended); }
.span.toCome rect { fill: url(#hatch); stroke: var(--in-force); stroke-width: 1.5; }
.span.proposed rect { fill: none; stroke: var(--proposed); stroke-width: 1.5; stroke-dasharray: 5 3; }
.span.withdrawn rect { fill: none; stroke: var(--line-strong); stroke-width: 1.5; stroke-dasharray: 1.5 3; }
.span .edge { stroke: var(--ink); stroke-width: 1.5; }
.hatch { stroke: var(--in-force); stroke-width: 4; }
.mark { fill: var(--mark); stroke: var(--ground); stroke-width: 1.5; }
.today line { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 2; }
.history .until { font-size: 12px; font-weight: 600; }
.today text { font-size: 12px; font-weight: 600; }
`;
