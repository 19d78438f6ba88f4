// Whole-process times of check and plan on the real workspace, beside bare Node, a bare read with etcd3 or etcdctl, and Pkl with
// the same values, which are then in no store and compared with nothing.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEtcd } from '../support/etcd.ts'
import { measure, type Program, table } from './measure.ts'
import { pkl, writePkl } from './pkl.ts'

const runs = Number(process.argv[2] ?? 9)
const root = join(import.meta.dirname, '../..')
const program = join(root, 'dist/main.js')

const directory = mkdtempSync(join(tmpdir(), 'appia-bench-'))
const etcd = await startEtcd()
try {
  for (const folder of ['configs', 'schemas', 'generated'])
    cpSync(join(root, folder), join(directory, folder), { recursive: true })
  const store = ['--env', 'lab', '--endpoints', etcd.endpoint]
  const bareRead = join(root, 'dist', `bench-read-${process.pid}.mjs`)
  writeFileSync(bareRead, bareReadSource(etcd.endpoint))
  process.env.XDG_CACHE_HOME = join(directory, 'cache')
  const forget = () => rmSync(join(directory, 'cache'), { recursive: true, force: true })
  const save: Program = {
    name: 'plan -o',
    words: ['node', program, 'plan', '-o', 'plan.json', ...store],
    directory,
  }
  await measure([save], 0)
  writePkl(join(directory, 'plan.json'), join(directory, 'values.pkl'))
  const hasEtcdctl = spawnSync('etcdctl', ['version']).status === 0
  if (!hasEtcdctl) console.log('skipped: etcdctl is not there')
  const read = ['etcdctl', 'get', '--prefix', '/', '--endpoints', etcd.endpoint]
  const apply: Program = { name: 'apply', words: ['node', program, 'apply', '--yes', ...store], directory }
  await measure([apply], 0)
  const programs: Program[] = [
    { name: 'node -e 0', words: ['node', '-e', '0'] },
    { name: 'bare etcd3 read', words: ['node', bareRead] },
    ...(hasEtcdctl ? [{ name: 'etcdctl get', words: read }] : []),
    { name: 'pkl', words: [pkl, 'eval', '-f', 'json', 'values.pkl'], directory },
    { name: 'check, cold', words: ['node', program, 'check'], directory, prepare: forget },
    { name: 'check, warm', words: ['node', program, 'check'], directory },
    { name: 'plan, cold', words: ['node', program, 'plan', ...store], directory, prepare: forget },
    { name: 'plan, warm, nothing to change', words: ['node', program, 'plan', ...store], directory },
  ]
  console.log(table(await measure(programs, runs), 'bare etcd3 read'))
  const thresholds = join(directory, 'configs/thresholds.ts')
  writeFileSync(thresholds, readFileSync(thresholds, 'utf8').replace('ddos: 0.7,', 'ddos: 0.8,'))
  const changed: Program[] = [
    { name: 'bare etcd3 read', words: ['node', bareRead] },
    { name: 'plan, warm, one leaf changed', words: ['node', program, 'plan', ...store], directory },
  ]
  console.log(table(await measure(changed, runs), 'bare etcd3 read'))
  rmSync(bareRead)
} finally {
  await etcd.stop()
  rmSync(directory, { recursive: true, force: true })
}

function bareReadSource(endpoint: string): string {
  return `import { Etcd3 } from 'etcd3'
const client = new Etcd3({ hosts: '${endpoint}' })
await client.getAll().prefix('/').buffers()
client.close()
`
}
