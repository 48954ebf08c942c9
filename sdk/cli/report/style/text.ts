/** Type, tables and what every part of the page shares. */
export const TEXT = `
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
h1, h2, h3, .figure strong, .bound { font-family: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, "DejaVu Serif", serif; }
h1 { font-size: clamp(1.75rem, 4vw, 2.6rem); line-height: 1.12; margin: 0.2em 0 0.35em; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 0.4em; font-weight: 600; }
h3 { font-size: 1.2rem; line-height: 1.3; margin: 2.2em 0 0.3em; font-weight: 600; text-wrap: balance; }
h4 { font-size: 1rem; margin: 0; font-weight: 650; }
p { margin: 0 0 0.8em; max-width: 44rem; }
time { white-space: nowrap; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; overflow-wrap: anywhere; }
code { font: 0.86em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--ground); padding: 0.5rem 1rem; z-index: 9; }
.skip:focus { top: 0.5rem; }
.page { max-width: 74rem; margin: 0 auto; padding: 0 1.5rem; }
.plain { list-style: none; margin: 0; padding: 0; }
.plain li + li { margin-top: 0.25em; }
.about, .lead { color: var(--quiet); }
.is { color: var(--quiet); font-weight: 400; font-size: 0.88em; margin-left: 0.5em; }
.sub { display: block; color: var(--quiet); font-weight: 400; font-size: 0.86em; margin-top: 0.25em; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { position: relative; overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; line-height: 1.45; }
caption { text-align: left; color: var(--quiet); padding: 0 0 0.5rem; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; font-weight: 400; }
thead th { color: var(--quiet); font-size: 0.84rem; border-bottom: 1px solid var(--line-strong); vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody th { font-weight: 600; }
.list { margin: 0 0 1rem; }
.list .number, .list thead th.number { padding-left: 0.75rem; }
.list tr:target > * { background: var(--raised); box-shadow: inset 0 2px 0 var(--focus), inset 0 -2px 0 var(--focus); }
details { border-top: 1px solid var(--line); padding: 0.1rem 0; }
details + :not(details) { border-top: 1px solid var(--line); padding-top: 0.5rem; }
summary { cursor: pointer; padding: 0.6rem 0; font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; list-style: none; margin: 0 0 1.25rem; padding: 0; font-size: 0.88rem; color: var(--quiet); }
.legend li { display: flex; align-items: center; gap: 0.5rem; }
.shape { vertical-align: -0.12em; flex: none; }
.shape.error path { fill: var(--error-fill); }
.shape.warning path { fill: var(--warning-fill); }
.shape.note path { fill: none; stroke: var(--note-fill); stroke-width: 2.5; }
.badge { display: inline-flex; align-items: center; gap: 0.4rem; font-size: 0.84rem; font-weight: 600; white-space: nowrap; }
.badge.error { color: var(--error); }
.badge.warning { color: var(--warning); }
.badge.note { color: var(--note); }
`;
