import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type JsonValue, readablePointer } from '../../src/model/index.ts'
import { describeGroup, sharedMissing } from '../support/groups.ts'
import { completed, components, deployed, leavesOf, workspace } from './real-workspace.ts'

interface Difference {
  readonly component: string
  readonly path: string
  readonly deployed: string
  readonly now: string
}

const migration = readFileSync(join(import.meta.dirname, '../../docs/migration.md'), 'utf8')

describeGroup('shared', sharedMissing(), 'the workspace against the deployed configuration', () => {
  it.each(components)(
    'every difference of the %s is a repair in docs/migration.md, and vice versa',
    (component) => {
      const repairs = repairsInDocument().filter((repair) => repair.component === component)
      expect(differencesOf(component)).toEqual(repairs.toSorted(byPath))
    },
  )

  it('each repair has a reason', () => {
    expect(tableRows('Repairs').every((cells) => (cells[4] ?? '').length > 10)).toBe(true)
  })

  it('the waivers in docs/migration.md are those of the workspace', () => {
    const written = tableRows('Waivers').map(([invariant, reason, until]) => ({ invariant, reason, until }))
    const stated = (workspace.waivers ?? []).map(({ invariant, reason, until }) => ({
      invariant,
      reason,
      until,
    }))
    expect(written).toEqual(stated)
  })
})

function differencesOf(component: (typeof components)[number]): Difference[] {
  const before = new Map(leavesOf(deployed(component)))
  const after = new Map(leavesOf(completed(component)))
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  return paths
    .map((path) => ({ component, path, deployed: textOf(before.get(path)), now: textOf(after.get(path)) }))
    .filter((difference) => difference.deployed !== difference.now)
    .sort(byPath)
}

function repairsInDocument(): Difference[] {
  return tableRows('Repairs').map((cells) => {
    const [key = '', pointer = '', before = '', after = ''] = cells.map((cell) => cell.replaceAll('`', ''))
    const component = key.split('/')[2] ?? ''
    return { component, path: readablePointer(pointer), deployed: before, now: after }
  })
}

/** Cells of the table below the heading `title`, without its two first rows. */
function tableRows(title: string): string[][] {
  const section = migration.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}

function byPath(a: Difference, b: Difference): number {
  return a.path < b.path ? -1 : 1
}
