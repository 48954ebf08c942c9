/** The frame of the page: head, figures, navigation. */
export const LAYOUT = `
.masthead { padding: 2.5rem 0 1.75rem; }
.eyebrow { font-size: 0.84rem; letter-spacing: 0.08em; text-transform: uppercase; color: var(--quiet); margin: 0; }
.masthead .lead { font-size: 1.1rem; margin: 0; max-width: 46rem; }
.figures { display: flex; flex-wrap: wrap; gap: 1px; margin: 0; background: var(--line); border: solid var(--line); border-width: 1px 0; }
.figure { flex: 1 1 11.5rem; background: var(--ground); padding: 1rem 1rem 1.1rem 0; }
.figure + .figure { padding-left: 1rem; }
.figure dt { font-size: 0.84rem; color: var(--quiet); }
.figure dd { margin: 0; }
.figure strong { display: block; font-size: 1.9rem; line-height: 1.2; font-weight: 600; font-variant-numeric: lining-nums tabular-nums; }
.figure strong time { font-size: 1.25rem; line-height: 1.3; display: inline-block; padding: 0.3rem 0; white-space: normal; }
.figure dd > span { font-size: 0.86rem; line-height: 1.4; color: var(--quiet); display: block; }
.figure .of { display: flex; align-items: center; gap: 0.35rem; }
.contents { position: sticky; top: 0; z-index: 5; background: var(--ground); border-bottom: 1px solid var(--line); }
.contents ul { display: flex; gap: 0 1.5rem; overflow-x: auto; list-style: none; margin-block: 0; padding-block: 0; }
.contents a { display: block; padding: 0.8rem 0; color: var(--ink); text-decoration: none; white-space: nowrap; font-size: 0.94rem; }
.contents a:hover { text-decoration: underline; }
main > section { padding: 2.75rem 0 1.25rem; }
main > section + section { border-top: 1px solid var(--line); }
.colophon { border-top: 1px solid var(--line); padding: 1.5rem 0 3rem; color: var(--quiet); font-size: 0.88rem; }
.filters { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: end; margin: 1.25rem 0 0; padding: 0.9rem 1rem; background: var(--raised); border-radius: 4px; }
.filters[hidden] { display: none; }
.filters label { font-size: 0.84rem; color: var(--quiet); display: grid; gap: 0.2rem; }
.filters input, .filters select { font: inherit; font-size: 1rem; color: var(--ink); background: var(--ground); border: 1px solid var(--line-strong); border-radius: 3px; padding: 0 0.5rem; height: 2.4rem; min-width: 11rem; max-width: 100%; }
.folds { display: inline-flex; gap: 0.5rem; }
.filters button { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--line-strong); border-radius: 3px; height: 2.4rem; padding: 0 0.9rem; cursor: pointer; }
.filters button:hover { border-color: var(--ink); }
.filters output { font-size: 0.92rem; padding: 0.4rem 0; margin-left: auto; }
.away { display: none !important; }
@media (max-width: 40rem) {
  .page { padding: 0 1rem; }
  .masthead { padding: 1.5rem 0 1.25rem; }
  .figure, .figure + .figure { flex-basis: 8.5rem; padding: 0.75rem; }
  .list, .list tbody, .list tr, .list td, .list th { display: block; }
  .list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .list tbody tr { padding: 0.6rem 0; border-top: 1px solid var(--line); }
  .list tbody tr + tr > * { border-top: 0; }
  .list td, .list th { padding: 0.15rem 0; }
  .list caption { display: block; }
  .matrix caption { max-width: calc(100vw - 2rem); }
  .list .number { display: inline-block; padding-right: 1rem; }
  .list .number[data-of]::before { content: attr(data-of) " "; color: var(--quiet); }
}
`;
