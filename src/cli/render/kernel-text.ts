import type { EntryChange, MapPlan, MapSync, SyncOutcome } from '../../app/kernel/index.ts'
import type { Terminal } from '../terminal/terminal.ts'

const signs = { add: '+', update: '~', remove: '-' } as const
const colours = { add: 'green', update: 'yellow', remove: 'red' } as const

/** A sync under a line that names layout, maps and store. */
export function renderMapSync(sync: MapSync, paint: Terminal['paint']): string {
  const { layout, pins, storeName, revision, outcome } = sync
  return `${layout} · ${pins} · ${storeName} · revision ${revision}\n${renderMaps(outcome, paint)}`
}

/** What a sync did or would do, a map at a time; empty where it was refused. */
export function renderMaps(outcome: SyncOutcome, paint: Terminal['paint']): string {
  if (outcome.kind === 'refused') return ''
  const changed = outcome.maps.filter(({ changes }) => changes.length > 0)
  const total = changed.reduce((sum, { changes }) => sum + changes.length, 0)
  return [
    ...changed.map((plan) => renderMap(plan, paint)),
    summary(outcome.kind, total, outcome.maps.length),
  ].join('')
}

function renderMap({ map, changes, removedFirst }: MapPlan, paint: Terminal['paint']): string {
  const width = Math.max(...changes.map(({ text }) => text.length))
  const entries = removedFirst === 1 ? '1 entry goes' : `${removedFirst} entries go`
  const note = removedFirst > 0 ? `  the map is full: ${entries} before others can be added\n` : ''
  const lines = changes.map((change) => {
    const text = `  ${signs[change.action]} ${change.text.padEnd(width)}  ${values(change)}`.trimEnd()
    return `${paint(colours[change.action], text)}\n`
  })
  return `${map}\n${note}${lines.join('')}`
}

function values({ from, to }: EntryChange): string {
  if (from === undefined || to === undefined) return from ?? to ?? ''
  return `${from} → ${to}`
}

function summary(kind: Exclude<SyncOutcome['kind'], 'refused'>, total: number, maps: number): string {
  const entries = `${total} ${total === 1 ? 'entry' : 'entries'}`
  switch (kind) {
    case 'planned':
      return total === 0
        ? `${maps} maps hold what they should\n`
        : `${entries} to change · appia kernel sync\n`
    case 'synced':
      return total === 0
        ? `${maps} maps hold what they should\n`
        : `${entries} changed, read back and verified\n`
    case 'failed':
      return `${entries} were to be changed; not all of them were\n`
  }
}
