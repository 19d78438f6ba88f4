import { join } from 'node:path'
import { expect, it } from 'vitest'
import { renderMaps } from '../../src/cli/render/kernel-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import type { MapPlan, SyncOutcome } from '../../src/kernel/index.ts'
import { expectGolden } from '../support/golden.ts'

const change = (
  action: 'add' | 'update' | 'remove',
  text: string,
  values: { from?: string; to?: string },
) => ({
  ...{ action, key: '00', text },
  ...values,
})

const changed: MapPlan = {
  map: 'iface_configs',
  removedFirst: 1,
  changes: [
    change('remove', 'interface 9 (gone)', { from: 'ifindex=9 mode=gateway is_wan=lan' }),
    change('update', 'eth1 (2)', {
      from: 'ifindex=2 mode=gateway is_wan=lan',
      to: 'ifindex=2 mode=host-based is_wan=wan',
    }),
    change('add', 'eth3 (5)', { to: 'ifindex=5 mode=gateway is_wan=lan' }),
  ],
}
const unchanged: MapPlan = { map: 'excluded_ports', removedFirst: 0, changes: [] }

function outcome(kind: 'planned' | 'synced' | 'failed', maps: readonly MapPlan[]): SyncOutcome {
  return { kind, maps, diagnostics: [], ids: '' }
}

it.each(['planned', 'synced', 'failed'] as const)('maps that were %s read as the golden file', (kind) => {
  const file = join(import.meta.dirname, 'golden', `kernel-${kind}.txt`)
  expectGolden(file, renderMaps(outcome(kind, [changed, unchanged]), plainPaint))
})

it('maps without a change are one line', () => {
  const text = '2 maps hold what they should\n'
  expect(renderMaps(outcome('planned', [unchanged, unchanged]), plainPaint)).toBe(text)
  expect(renderMaps(outcome('synced', [unchanged, unchanged]), plainPaint)).toBe(text)
})

it('a refusal has no text: its diagnostics say everything', () => {
  expect(renderMaps({ kind: 'refused', diagnostics: [] }, plainPaint)).toBe('')
})
