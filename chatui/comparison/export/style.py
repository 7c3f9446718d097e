"""What a comparison's page has of style besides that of every page; it knows no content.

On a wide screen the thoughts scroll under the heads of their lanes; on a narrow one the steps that match
stand below each other, and each says whose it is.
"""

STYLE = """
:root { --won: #1b7f4b; --other: #8a5a00; --wrong: #b3261e; --marked: #ffe9a8; --line: #d4d8de }
@media (prefers-color-scheme: dark) {
  :root { --won: #6fd39b; --other: #e3b35a; --wrong: #ff9d93; --marked: #57470f; --line: #3a3f49 }
}
body { max-width: none; padding: 2rem 1.5rem 4rem }
h1, body > .dim, .note, section.user, .vote, .source { max-width: 60rem }
h2 { font-size: 1.05rem; color: var(--ink) }
section { padding-left: 0; padding-right: 0 }
section.user { padding: 0.8rem 1rem }
.note { border-left: 3px solid var(--edge); padding-left: 0.8rem }
.groups { list-style: none; margin: 0; padding: 0 }
.groups li { display: grid; grid-template-columns: minmax(4rem, 14rem) minmax(4rem, 1fr) auto;
  gap: 0.2rem 0.8rem; align-items: center; margin: 0.35rem 0 }
.groups .answer { font-weight: 600; overflow-wrap: anywhere }
.groups .lanes { grid-column: 2 / -1 }
.bar { height: 0.8rem; border-radius: 0.4rem; background: var(--soft) }
.bar i { display: block; height: 100%; border-radius: 0.4rem; background: var(--dim) }
.won .bar i { background: var(--won) }
.won .answer, .right { color: var(--won) }
.wrong { color: var(--wrong) }
.apart { color: var(--other) }
.scroll { overflow: auto; border: 1px solid var(--line); border-radius: 0.5rem }
table { border-collapse: separate; border-spacing: 0; font-size: 0.9rem }
th { text-align: left; font-weight: 600 }
.figures { width: 100% }
.figures th, .figures td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); white-space: nowrap }
.figures tr:last-child td { border-bottom: 0 }
.figures .number { text-align: right; font-variant-numeric: tabular-nums }
.figures .remarks { white-space: normal; min-width: 14rem; overflow-wrap: anywhere }
.figures .bar { min-width: 6rem; height: 0.5rem }
.thoughts { max-height: 88vh }
.grid { table-layout: fixed; width: 100%; min-width: calc(var(--lanes) * 18rem) }
.grid th { position: sticky; top: 0; z-index: 1; background: var(--paper); padding: 0.6rem 0.7rem;
  border-bottom: 2px solid var(--line); vertical-align: top; font-weight: 400 }
.grid th strong { font-size: 1rem }
.grid td { vertical-align: top; padding: 0.5rem 0.7rem; border-bottom: 1px solid var(--line);
  border-left: 3px solid transparent }
.grid .step { margin: 0 0 0.6rem }
.grid .step:last-child { margin-bottom: 0 }
.grid .role { display: block; color: var(--dim); font-size: 0.8rem }
.grid .none { background: var(--soft) }
.grid .extra { border-left-color: var(--dim) }
.grid .different { border-left-color: var(--other) }
.grid .conflict { border-left-color: var(--wrong) }
.grid .said { border-top: 2px solid var(--line); border-bottom: 0 }
.fork { display: inline-block; margin-bottom: 0.3rem; padding: 0 0.5rem; border-radius: 0.7rem;
  font-size: 0.8rem; border: 1px solid var(--other); color: var(--other) }
.whose { display: none }
mark { background: var(--marked); color: var(--ink); border-radius: 0.2rem }
.key { border-left: 3px solid; padding-left: 0.4rem; margin-right: 1rem }
.key.extra { border-color: var(--dim) }
.key.different { border-color: var(--other) }
.key.conflict { border-color: var(--wrong) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; font-size: 0.9rem }
dt { color: var(--dim) }
dd { margin: 0; overflow-wrap: anywhere }
@media (max-width: 40rem) {
  body { padding: 1rem 0.8rem 3rem }
  .groups li { grid-template-columns: 1fr auto }
  .groups .bar { grid-column: 1 / -1; grid-row: 2 }
  .groups .lanes { grid-column: 1 / -1 }
  .thoughts { max-height: none }
  .grid { min-width: 0 }
  .grid, .grid tbody, .grid tr, .grid td { display: block }
  .grid thead, .grid .none { display: none }
  .grid tr { border-bottom: 0.5rem solid var(--soft) }
  .grid tr:last-child { border-bottom: 0 }
  .grid td:last-child { border-bottom: 0 }
  .whose { display: inline; color: var(--ink); font-size: 0.8rem; font-weight: 600; margin-right: 0.5rem }
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: 0.5rem }
}
@media print { .thoughts { max-height: none; overflow: visible } }
"""
