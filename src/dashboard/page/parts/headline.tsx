import type { Alarm } from '../../board.ts'
import { ageText, plural } from '../../state/words.ts'
import type { Live } from '../live/follow-board.ts'
import { hrefOf } from '../route.ts'
import { useNow } from './use-now.ts'

/** What is wrong, in words, before anything else. On other views than the first, what is worth a note stays away. */
export function Headline({ live, isWhole }: { readonly live: Live; readonly isWhole: boolean }) {
  const { board, link } = live
  const now = useNow()
  const lost: Alarm[] =
    link.state === 'lost'
      ? [
          {
            severity: 'broken',
            text: `appia dashboard does not answer since ${ageText(now - link.since)}: what is shown is from before`,
            view: 'overview',
            next: 'this page tries again by itself; see where it was started',
          },
        ]
      : []
  const alarms = [...lost, ...(board?.alarms ?? [])]
  const shown = isWhole ? alarms : alarms.filter(({ severity }) => severity !== 'note')
  return (
    <section class={`headline ${severityOf(alarms)}`} aria-label="How things stand">
      <h1 aria-live="polite">{verdictOf(live, alarms)}</h1>
      {shown.length === 0 ? null : <AlarmList alarms={shown} most={isWhole ? shown.length : 3} />}
    </section>
  )
}

function AlarmList({ alarms, most }: { readonly alarms: readonly Alarm[]; readonly most: number }) {
  return (
    <ul class="alarms">
      {alarms.slice(0, most).map(({ severity, text, view, next }) => (
        <li key={text} class={severity}>
          <span class="mark" aria-hidden="true">
            {marks[severity]}
          </span>
          <span class="unseen">{severity}: </span>
          <a href={hrefOf(view)}>{text}</a>
          {next === null ? null : <span class="next">{next}</span>}
        </li>
      ))}
      {alarms.length <= most ? null : (
        <li class="note">
          <span class="mark" aria-hidden="true">
            ·
          </span>
          <a href={hrefOf('overview')}>and {alarms.length - most} more</a>
        </li>
      )}
    </ul>
  )
}

const marks = { broken: '✗', attention: '!', note: '·' } as const

function severityOf(alarms: readonly Alarm[]): Alarm['severity'] | 'well' {
  const severities = alarms.map(({ severity }) => severity)
  if (severities.includes('broken')) return 'broken'
  return severities.includes('attention') ? 'attention' : 'well'
}

function verdictOf({ board }: Live, alarms: readonly Alarm[]): string {
  const count = (severity: Alarm['severity']) => alarms.filter((alarm) => alarm.severity === severity).length
  const [broken, attention] = [count('broken'), count('attention')]
  const parts = [
    ...(broken === 0 ? [] : [`${plural(broken, 'thing')} ${broken === 1 ? 'is' : 'are'} broken`]),
    ...(attention === 0 ? [] : [`${attention} ${attention === 1 ? 'needs' : 'need'} attention`]),
  ]
  if (parts.length > 0) return parts.join(', ')
  return board === null || board.contact.state === 'waiting' ? 'Connecting' : 'All is well'
}
