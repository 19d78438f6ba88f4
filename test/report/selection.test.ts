import { expect, it } from 'vitest'
import type { ReportItem, ValueRow } from '../../src/report/index.ts'
import { countValues, type Filter, selectBlocks } from '../../src/report/selection.ts'

const row = (name: string, parts: Partial<ValueRow> = {}): ValueRow => ({
  ...{ sign: '~', name, from: '1', to: '2', effect: 'live' },
  ...parts,
})
const item = (name: string, parts: Partial<ReportItem> = {}): ReportItem => ({
  ...{ name, component: 'sniffer', action: 'updated', tone: '~', dangers: [], notes: [], rows: [] },
  ...parts,
})
const items = [
  item('/config/a/json', {
    rows: [
      row('ports', { effect: 'restart' }),
      { count: 3, values: [] },
      { inert: [row('label', { effect: 'none', to: 'Blue' })] },
    ],
  }),
  item('/config/b/json', { component: 'rag', dangers: ['DELETES'], rows: [row('b', { sign: '-' })] }),
  item('/config/c/json', { action: 'taken into ownership' }),
]
const all: Filter = { text: '', components: [], effects: [], dangers: [] }
const found = (filter: Partial<Filter>) =>
  selectBlocks(items, { ...all, ...filter }).map(({ item: { name }, rows }) => [
    name.split('/')[2],
    ...rows.map((each) => ('name' in each ? each.name : Object.keys(each)[0])),
  ])

it('everything is there until something is asked for', () => {
  expect(found({})).toEqual([['a', 'ports', 'count', 'inert'], ['b', 'b'], ['c']])
  expect(countValues(selectBlocks(items, all))).toBe(3)
})

it('a component comes whole, of the rest what suits all that is asked for', () => {
  expect(found({ components: ['sniffer'] })).toEqual([['a', 'ports', 'count', 'inert'], ['c']])
  expect(found({ effects: ['none'] })).toEqual([['a', 'label']])
  expect(found({ effects: ['none', 'restart'], components: ['rag'] })).toEqual([])
  expect(found({ dangers: ['DELETES'] })).toEqual([['b', 'b']])
})

it('words are found in names and values, whatever their case, each of them', () => {
  expect(found({ text: 'blue' })).toEqual([['a', 'label']])
  expect(found({ text: 'CONFIG/A port' })).toEqual([['a', 'ports']])
  expect(found({ text: '/config/c' })).toEqual([['c']])
  expect(found({ text: 'nowhere' })).toEqual([])
})

it('an item of many rows is drawn in pieces, the name on the first', () => {
  const long = item('/config/l/json', { rows: Array.from({ length: 95 }, (_, index) => row(`r${index}`)) })
  const blocks = selectBlocks([long], all)
  expect(blocks.map(({ rows, isFirst }) => [rows.length, isFirst])).toEqual([
    [40, true],
    [40, false],
    [15, false],
  ])
})
