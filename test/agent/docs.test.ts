import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  it.skipIf(!hasSystemd).each([false, true])(
    'comes with a unit that systemd takes; for maps: %s',
    (isForMaps) => {
      const systemd = join(import.meta.dirname, '../../docs/systemd')
      const unit = join(folder, `appia-agent@${isForMaps ? 'sniffer' : 'detector'}.service`)
      // The program is not installed here.
      const text = readFileSync(join(systemd, 'appia-agent@.service'), 'utf8')
      writeFileSync(unit, text.replace('/usr/bin/appia', '/bin/true'))
      mkdirSync(`${unit}.d`)
      if (isForMaps) copyFileSync(join(systemd, 'bpf.conf'), join(`${unit}.d`, 'bpf.conf'))
      const { stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], {
        encoding: 'utf8',
      })
      expect([stderr, status]).toEqual(['', 0])
    },
  )
})
