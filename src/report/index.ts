// A page about changes, made of plain data: one file of HTML that asks for nothing else and runs no script but its own.
// Knows neither plans nor stores nor a command line. What the server side and the browser side both draw is a tree
// (`views/`), which becomes text here and nodes there; `browser/` is built into dist/ and read from there.
export { renderPage } from './page.ts'
export {
  type Graph,
  type GraphNode,
  type ReportDanger,
  type ReportFact,
  type ReportItem,
  type ReportPlace,
  type ReportRow,
  type SourceFileLines,
  type ValueRow,
  type Verdict,
  valueRows,
} from './report.ts'
