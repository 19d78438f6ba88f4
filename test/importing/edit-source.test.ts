import { expect, it } from 'vitest'
import { editSource } from '../../src/importing/index.ts'

const at = (line: number, column: number) => ({ file: 'a.yaml', line, column })

it('a map in a list that becomes a number keeps the line behind it', async () => {
  const text = 'a:\n  - name: one\n    port: 0\nb: 1\n'
  expect(await editSource('a.yaml', text, [{ at: at(2, 5), kind: 'replace', value: 0 }])).toBe(
    'a:\n  - 0\nb: 1\n',
  )
})

it('a plain text that gets several lines becomes a block, as deep as its member', async () => {
  const text = 'a:\n  - name: one\n    port: 0\nb: "q"\n'
  expect(await editSource('a.yaml', text, [{ at: at(3, 11), kind: 'replace', value: 'x\ny' }])).toBe(
    'a:\n  - name: one\n    port: |-\n      x\n      y\nb: "q"\n',
  )
  expect(await editSource('a.yaml', text, [{ at: at(4, 4), kind: 'replace', value: 'x\ny' }])).toContain(
    'b: "x\\ny"\n',
  )
})

it('the last member of a map goes after another one came', async () => {
  const edits = [
    { at: at(1, 1), kind: 'remove' },
    { at: at(1, 1), kind: 'members', members: new Map([['b', false]]) },
  ] as const
  expect(await editSource('a.yaml', 'a:\n  - 0\n', edits)).toBe('b: false\n')
})
