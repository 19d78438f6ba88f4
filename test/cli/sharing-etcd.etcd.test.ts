import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { succeed } from './main-job.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/sharing-etcd.md'), 'utf8')

/** Modules, commands, and what these print, in the page's order. */
const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text = '']) => ({
  language,
  text,
}))

const components = ['api', 'gateway', 'legacy', 'report', 'billing']

function arrange(): string {
  const directory = mkdtempSync(join(tmpdir(), 'appia-sharing-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const workspace of ['shop', 'books']) {
    mkdirSync(join(directory, workspace, 'schemas'), { recursive: true })
    for (const name of components)
      writeFileSync(join(directory, workspace, `schemas/${name}.schema.json`), JSON.stringify(schema))
  }
  return directory
}

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  'x-effect': 'live',
  type: 'object',
  additionalProperties: true,
  properties: {},
}

describeGroup('etcd', etcdMissing(), 'the page on living with others', () => {
  let server: EtcdServer
  beforeAll(async () => {
    server = await startEtcd()
  })
  afterAll(() => server.stop())

  it('can be followed, and says what happens', async () => {
    const root = arrange()
    let directory = root
    const printed: string[] = []
    for (const { language, text } of blocks) {
      if (language === 'ts') {
        const [, file = ''] = /^\/\/ (\S+)/.exec(text) ?? []
        mkdirSync(dirname(join(root, file)), { recursive: true })
        writeFileSync(join(root, file), text.replace('127.0.0.1:2379', server.endpoint))
        continue
      }
      if (language !== 'sh') continue
      for (const line of text.trim().split('\n')) {
        const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain)
        const [first = '', second = '', ...rest] = words
        if (first === 'cd') directory = join(root, second)
        else if (first === 'etcdctl') printed.push(await server.etcdctl(second, ...rest))
        else printed.push((await succeed(appia(rest, { directory }))).stdout)
      }
    }
    const output = printed.join('\n')
    for (const { language, text } of blocks) if (language === '') expect(output).toContain(text)
  }, 120_000)
})
