import { type Child, type Element, element } from '../element.ts'
import type { ReportPlace, SourceFileLines } from '../report.ts'

/** The line that set a value, and what stands around it behind a fold. */
export function sourceFrame(at: ReportPlace, sources: readonly SourceFileLines[]): Element | undefined {
  const source = sources[at.source]
  if (source === undefined) return undefined
  const place = placeView(at, source)
  const around = linesAround(at, source)
  if (around.length === 0) return element('div', { class: 'source' }, [place])
  const line = source.lines[at.line] ?? ''
  return element('details', { class: 'source' }, [
    element('summary', {}, [
      element('span', { class: 'at' }, [`${source.file}:${at.line}`]),
      ' ',
      element('code', {}, marked(line, at, true)),
    ]),
    element(
      'ol',
      { class: 'frame' },
      around.map((number) => lineView(number, at, source)),
    ),
    source.link !== undefined && place,
  ])
}

function placeView({ line, column }: ReportPlace, { file, link }: SourceFileLines): Element {
  const text = `${file}:${line}:${column}`
  if (link === undefined) return element('span', { class: 'at' }, [text])
  return element('a', { class: 'at', href: link.replaceAll('{line}', String(line)) }, [text])
}

/** The run of lines around the place that the report holds. */
function linesAround({ line }: ReportPlace, { lines }: SourceFileLines): number[] {
  const numbers = [-2, -1, 0, 1, 2].map((distance) => line + distance)
  return lines[line] === undefined ? [] : numbers.filter((number) => lines[number] !== undefined)
}

function lineView(number: number, at: ReportPlace, { lines }: SourceFileLines): Element {
  const text = lines[number] ?? ''
  const isMeant = number === at.line
  return element('li', isMeant ? { class: 'meant' } : {}, [
    element('span', { class: 'number' }, [String(number)]),
    element('code', {}, isMeant ? marked(text, at, false) : [text]),
  ])
}

/** The line with what is meant in it standing out. */
function marked(line: string, { column, length }: ReportPlace, isTrimmed: boolean): Child[] {
  const start = column - 1
  const end = Math.max(start + 1, start + length)
  const head = line.slice(0, start)
  const meant = line.slice(start, end)
  return [
    isTrimmed ? head.trimStart() : head,
    ...(meant === '' ? [] : [element('mark', {}, [meant])]),
    line.slice(end),
  ].filter((part) => part !== '')
}
