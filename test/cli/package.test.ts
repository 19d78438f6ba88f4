import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { succeed } from './main-job.ts'

const root = join(import.meta.dirname, '../..')

describe('the package', () => {
  it('holds the engine and nothing of a workspace', () => {
    const files = packedFiles()
    const allowed =
      /^(dist\/|docs\/(?!migration)[\w-]+\.md$|docs\/(ci|container|systemd)\/[\w@.-]+$|CHANGELOG\.md$|README\.md$|LICENSE$|package\.json$)/
    expect(files.filter((file) => !allowed.test(file))).toEqual([])
    expect(files.filter((file) => /sniffer|detector|ml-defender/i.test(file))).toEqual([])
    expect(files).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'dist/agent.schema.json',
        'dist/firewall-rules.schema.json',
        'dist/api.js',
        'dist/client.js',
        'dist/define.js',
        'dist/etcd.LICENSES.txt',
        'dist/main.js',
        'dist/plan.schema.json',
        'dist/types/api/index.d.ts',
        'dist/types/client/index.d.ts',
        'dist/types/define/index.d.ts',
      ]),
    )
    const named = files.flatMap((file) => /^dist\/(.*)-[A-Z0-9]{8}\.cjs$/.exec(file)?.[1] ?? [])
    expect(named.sort()).toEqual(['command-line', 'etcd'])
  })

  it('names the licence of each package whose code is in it', () => {
    const licences = readFileSync(join(root, 'dist/etcd.LICENSES.txt'), 'utf8')
    for (const name of ['etcd3', '@grpc/grpc-js', 'cockatiel', 'protobufjs', 'long'])
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'))
  })

  it('gives the schema of plan files under its own name', () => {
    const resolved = createRequire(join(root, 'package.json')).resolve('appia/plan.schema.json')
    expect(resolved).toBe(join(root, 'dist/plan.schema.json'))
  })
})

describe('the published schema of plan files', () => {
  it('takes every kind of plan that the command writes, and no plan with a member too many', async () => {
    const workspace = copyWorkspace()
    const run = (...words: string[]) => succeed(appia(words, workspace))
    const schema = JSON.parse(readFileSync(join(root, 'dist/plan.schema.json'), 'utf8')) as object
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema)
    const saved = async (...words: string[]) => {
      await run(...words, '-o', 'p.json')
      return JSON.parse(readFileSync(join(workspace.directory, 'p.json'), 'utf8')) as object
    }
    const expectValid = (plan: object) => expect(validate(plan), JSON.stringify(validate.errors)).toBe(true)

    expectValid(await saved('plan'))
    await run('apply', '--yes')
    workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
    workspace.edit('configs/sniffer.ts', 'excluded_ports: [22]', 'excluded_ports: [22, 3389]')
    workspace.edit('configs/index.ts', 'firewall, rag }', 'firewall }')
    const updating = await saved('plan')
    expectValid(updating)
    await run('apply', '--yes')
    expectValid(await saved('rollback'))
    expect(validate({ ...updating, surprise: 1 })).toBe(false)
  })
})

/** What `npm publish` would send. */
function packedFiles(): string[] {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  })
  try {
    const [packed] = JSON.parse(stdout) as [{ readonly files: readonly { readonly path: string }[] }]
    return packed.files.map(({ path }) => path)
  } catch {
    throw new Error(`npm pack: ${stdout}${stderr}`)
  }
}
