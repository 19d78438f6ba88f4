import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type JournalEntry, openJournal } from '../../src/apply/index.ts'
import type { Plan } from '../../src/model/index.ts'

const directory = mkdtempSync(join(tmpdir(), 'appia-journal-'))
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('a journal', () => {
  it('gives back what was written, oldest first, and forgets what was removed', async () => {
    const journal = openJournal(directory)
    await journal.write(entry('b', '2026-01-02'))
    await journal.write(entry('a', '2026-01-01'))
    expect((await journal.list()).map(({ applyId }) => applyId)).toEqual(['a', 'b'])
    await journal.remove('a')
    expect(await journal.list()).toEqual([entry('b', '2026-01-02')])
  })

  it('keeps one file for each apply, for its owner only, with its name in `describe`', async () => {
    const journal = openJournal(directory)
    await journal.write(entry('a', '2026-01-01'))
    await journal.write(entry('b', '2026-01-01'))
    expect(readdirSync(directory).sort()).toEqual(['a.json', 'b.json'])
    expect(statSync(journal.describe('a')).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(journal.describe('a'), 'utf8'))).toEqual(entry('a', '2026-01-01'))
  })

  it('does not take a half-written file for an entry', async () => {
    const journal = openJournal(directory)
    await journal.write(entry('a', '2026-01-01'))
    writeFileSync(join(directory, 'b.json.1.tmp'), '{"formatVersion":1,')
    expect(await journal.list()).toHaveLength(1)
  })

  it('is empty where there is no folder', async () => {
    expect(await openJournal(join(directory, 'nowhere')).list()).toEqual([])
  })

  it.each(['{"formatVersion":2}', '{"formatVersion":1,', ''])(
    'refuses a file that it did not write: %s',
    async (text) => {
      const journal = openJournal(directory)
      await journal.write(entry('a', '2026-01-01'))
      writeFileSync(join(directory, 'b.json'), text)
      await expect(journal.list()).rejects.toMatchObject({ code: 'journal-unreadable' })
    },
  )
})

function entry(applyId: string, when: string): JournalEntry {
  return {
    formatVersion: 1,
    applyId,
    fenceId: `${applyId}-fence`,
    cluster: 'c',
    prefix: '',
    workspace: 'demo',
    seq: 1,
    lineage: 'l',
    epoch: null,
    revision: 1,
    who: 'tester',
    when,
    plan: { changes: [] } as unknown as Plan,
  }
}
