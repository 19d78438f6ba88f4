import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { until } from '../client/site.ts'
import { appia, startAppia } from '../support/appia.ts'
import { etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace } from '../support/workspace.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/etcd-integration-guide.md'), 'utf8')
const commands = [...page.matchAll(/^appia ([^#\n]+)/gm)].map(([, words = '']) => words.trim())
const settingsOfRag = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''

/** What the guide says to change before the apply of that number. */
const edits: readonly (readonly [file: string, from: string, to: string] | undefined)[] = [
  undefined,
  ['configs/rag.ts', "log_level: 'info'", "log_level: 'debug'"],
  ['configs/firewall.ts', 'dry_run: false', 'dry_run: true'],
  ['configs/firewall.ts', 'dry_run: true', 'dry_run: false'],
  ['configs/thresholds.ts', 'ddos: 0.7', 'ddos: 0.72'],
  ['configs/sniffer.ts', 'excluded_ports: [22]', 'excluded_ports: [22, 4001]'],
]

describeGroup('etcd', etcdMissing(), 'docs/etcd-integration-guide.md', () => {
  it('moves one component after the other, by the commands that it shows', async () => {
    const etcd = await startEtcd()
    onTestFinished(() => etcd.stop())
    const workspace = copyWorkspace(root)
    const at = (path: string) => join(workspace.directory, 'host', path)
    for (const folder of [
      'etc/appia',
      'etc/ml-defender',
      'run',
      'usr/share/ml-defender',
      'var/lib/appia-agent',
    ])
      mkdirSync(at(folder), { recursive: true })
    workspace.edit('configs/index.ts', '127.0.0.1:2379', etcd.endpoint)
    await etcd.etcdctl('put', '/config/rag/json', '{"pushed":"by the client of rag"}')

    let applies = 0
    for (const command of commands) {
      const words = command.replace("'*'", '*').split(' ')
      const [name = '', member = ''] = words
      if (name === 'agent') {
        const [component = ''] = member.split('@')
        const settings = settingsOfRag
          .replaceAll('rag', component)
          .replace('127.0.0.1:2379', etcd.endpoint)
          .replaceAll(/"\/(etc|usr|run|var)/g, `"${at('')}/$1`)
        writeFileSync(at(`etc/appia/${component}.json`), settings)
        const schema = readFileSync(join(root, `schemas/${component}.schema.json`))
        writeFileSync(at(`usr/share/ml-defender/${component}.schema.json`), schema)
        const agent = startAppia(
          ['agent', member, '--settings', at(`etc/appia/${component}.json`)],
          workspace,
        )
        onTestFinished(async () => {
          process.kill(agent.pid ?? 0)
          expect(await agent.ended).toMatchObject({ exitCode: 0, stderr: '' })
        })
        const status = `/status/components/${component}/gw-01`
        const runs = async () => (await etcd.etcdctl('get', status)).includes('"running":{')
        await until(`${member} tells what it runs`, runs, 60_000)
        expect(readFileSync(at(`etc/ml-defender/${component}.json`), 'utf8')).toContain('{')
        continue
      }
      const edit = name === 'apply' ? edits[applies++] : undefined
      if (edit !== undefined) workspace.edit(...edit)
      const { exitCode, stdout, stderr } = await appia(words, workspace)
      expect([command, exitCode], stdout + stderr).toEqual([command, 0])
    }
    expect(applies).toBe(edits.length)
    expect(readFileSync(at('etc/ml-defender/detector.json'), 'utf8')).toContain('"level2_ddos":0.72')
    expect(readFileSync(at('etc/ml-defender/firewall.json'), 'utf8')).toContain('"dry_run":false')
    expect(readFileSync(at('etc/ml-defender/sniffer.json'), 'utf8')).toContain('4001')
  })
})
