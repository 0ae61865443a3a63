/** The looks of a report: one sheet, no script, nothing loaded from elsewhere. */
export const style = `
:root { color-scheme: light dark; --ink: #16202e; --soft: #52606f; --paper: #ffffff; --card: #f3f5f8; --line: #d5dbe3;
  --link: #1b4fa8; --good: #1d6b3c; --bad: #b3261e; --p0: #5b6b7c; --p1: #1b4fa8; --p2: #a35a00; --p3: #1d6b3c; --p4: #7b2d8e; --p5: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf4; --soft: #a7b3c2; --paper: #12181f; --card: #1b232d; --line: #36414f;
  --link: #8db8ff; --good: #6fd598; --bad: #ff9a92; --p0: #a7b3c2; --p1: #8db8ff; --p2: #ffbf6b; --p3: #6fd598; --p4: #dba2ee; --p5: #ff9a92; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; }
p.lead { color: var(--soft); margin: 0 0 1.5rem; }
a { color: var(--link); }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
.verdict { border-left: .4rem solid var(--good); background: var(--card); padding: 1rem 1.25rem; margin: 1.5rem 0; }
.verdict.bad { border-color: var(--bad); }
.verdict strong { font-size: 1.15rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0; padding: 0; list-style: none; }
.facts li { background: var(--card); padding: .75rem 1rem; }
.facts b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; padding: .15rem 0; }
summary .name { font-weight: 600; }
summary .aside, .aside { color: var(--soft); }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
figure { margin: 0; } figcaption { color: var(--soft); font-size: .92rem; margin-top: .5rem; }
svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 11px system-ui, sans-serif; } svg .soft { fill: var(--soft); }
svg .grid { stroke: var(--line); } svg .key { stroke: var(--soft); stroke-dasharray: 3 3; } svg .life { stroke: var(--line); stroke-width: 6; stroke-linecap: round; }
.p0 { fill: var(--p0); } .p1 { fill: var(--p1); } .p2 { fill: var(--p2); } .p3 { fill: var(--p3); } .p4 { fill: var(--p4); } .p5 { fill: var(--p5); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; font-size: .92rem; } .legend svg { vertical-align: -2px; }
iframe { width: 100%; height: 40rem; border: 1px solid var(--line); background: #fff; }
pre { white-space: pre-wrap; background: var(--card); padding: 1rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
nav ul { list-style: none; padding: 0; display: flex; gap: 1.25rem; flex-wrap: wrap; }
`;
