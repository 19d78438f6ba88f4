import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
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

  it('comes with containers that have a volume for each path of their settings, and no rights', async () => {
    const containers = join(import.meta.dirname, '../../docs/container')
    const { services, volumes } = parse(readFileSync(join(containers, 'compose.yaml'), 'utf8'))
    const { agent, detector } = services
    expect(agent).toMatchObject({ cap_drop: ['ALL'], read_only: true, user: detector.user })
    expect(agent.command).toEqual(['detector@gw-01', '--settings', '/etc/appia/agent.json'])
    const { stateFolder, files } = await readSettings(join(containers, 'agent.json'))
    const { path, reload } = files?.detector ?? {}
    const mounts: string[] = agent.volumes
    const holds = (file: string | undefined, rights: '' | ':ro') =>
      mounts.some((mount) => {
        const [volume = '', folder = ''] = mount.split(':')
        return volume in volumes && file?.startsWith(folder) && mount.endsWith(`${folder}${rights}`)
      })
    expect([holds(path, ''), holds(stateFolder, '')]).toEqual([true, true])
    expect(holds(reload && 'pidFile' in reload ? reload.pidFile : '', ':ro')).toBe(true)
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
