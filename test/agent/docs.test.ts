import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../src/agent/index.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/agents.md'), 'utf8')
const block = (language: string) =>
  new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'appia-agents-page-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('docs/agents.md', () => {
  it('shows settings that are taken', async () => {
    writeFileSync(join(folder, 'agent.json'), block('json'))
    const { files } = await readSettings(join(folder, 'agent.json'))
    expect(files?.detector).toMatchObject({ mode: '0640', edited: 'restore', format: 'json' })
  })

  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0
  it.skipIf(!hasSystemd)('shows a unit that systemd takes', () => {
    // The program is not installed here.
    const unit = block('ini').replace('/usr/bin/appia', '/bin/true')
    writeFileSync(join(folder, 'appia-agent.service'), unit)
    const { stderr, status } = spawnSync(
      'systemd-analyze',
      ['verify', '--man=no', join(folder, 'appia-agent.service')],
      { encoding: 'utf8' },
    )
    expect([stderr, status]).toEqual(['', 0])
  })
})
