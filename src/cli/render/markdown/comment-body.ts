import { countText } from '../text/count.ts'
import { escapeText } from '../text/plain-text.ts'
import { type Budget, Room } from './budget.ts'
import { code, fenced } from './markdown-text.ts'
import { encodePart } from './marker.ts'

/** A comment as it is sent, and what it is found by. */
export interface CommentBody {
  readonly marker: string
  readonly body: string
}

/** What Markdown of ours begins with. */
const ours = /^<!-- appia [\w%.!~*'() ]+ -->(?=\n)/

/**
 * Of Markdown of ours, which has a marker; any other text in a fence, the end of it where not all fits. What has a name is a
 * text, whatever it begins with: a log could feign the marker, and so the comment of a plan.
 */
export function commentBody(
  text: string,
  { name, budget }: { readonly name?: string | undefined; readonly budget: Budget },
): CommentBody {
  const [marker] = name === undefined ? (ours.exec(text) ?? []) : []
  return marker === undefined ? ofText(text, name ?? 'appia', budget) : { marker, body: text }
}

function ofText(text: string, name: string, budget: Budget): CommentBody {
  const marker = `<!-- appia text ${encodePart(name)} -->`
  const lines = text
    .trimEnd()
    .split(/\r\n|\n|\r/)
    .map(shownLine)
  const frame = [
    marker,
    `### ${code(name)}`,
    '',
    '12,345,678 lines before it are not shown; all is in the log of the job',
    '',
  ]
  // a fence is longer than any run of backticks in it
  const fence = fenced('text', lines).filter((_, index, all) => index === 0 || index === all.length - 1)
  const room = new Room(budget, [...frame, ...fence, ''])
  const end = lines.findLastIndex((line) => !room.take([line]))
  const shown = lines.slice(end + 1)
  const hidden = end + 1
  const note =
    hidden === 0
      ? []
      : [
          `${countText(hidden)} ${hidden === 1 ? 'line' : 'lines'} before it are not shown; all is in the log of the job`,
          '',
        ]
  return { marker, body: [marker, `### ${code(name)}`, '', ...note, ...fenced('text', shown), ''].join('\n') }
}

/** A line without an end would leave no room for any other. */
const longestLine = 2_000

function shownLine(line: string): string {
  const start = line.slice(0, longestLine).toWellFormed()
  return withoutQuickAction(escapeText(start.length < line.length ? `${start}…` : start))
}

/** Older GitLab finds quick actions at the start of a line, and for it ``` alone ends any fence (`quick_actions/extractor.rb`). */
function withoutQuickAction(line: string): string {
  return line.startsWith('/') ? ` ${line}` : line
}
