// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are sources of config modules
import { expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { expectLoaded, workspaceFolder } from './workspace-folder.ts'

/** A check that fails, and the leaves of the comparison that did, by their pointers. */
const checks: readonly (readonly [check: string, decided: readonly string[]])[] = [
  [
    '({ a, b }) => all(agree({ a: a.port, b: b.port }), agree({ a: a.threads, b: b.threads }))',
    ['a/threads', 'b/threads'],
  ],
  [
    '({ a, b }) => { const { port } = a; return all(agree({ x: port, y: b.port }), agree({ x: port, y: b.threads })) }',
    ['a/port', 'b/threads'],
  ],
  ['({ a, b }) => agree({ a: a.threads, b: b.threads, c: a.port })', ['a/threads', 'b/threads', 'a/port']],
  ['({ a, b }) => agree({ a: a.gone, b: b.port })', ['a', 'b/port']],
  ['({ a, b }) => agree({ a: a.list, b: b.list })', ['a/list', 'b/list']],
  [
    "({ a, b }) => (a.port === b.port && a.threads === b.threads) || 'threads differ'",
    ['a/threads', 'b/threads'],
  ],
  [
    "({ a, b }) => { if (a.port > b.port) return 'x'; if (a.threads < b.threads) return 'y'; return true }",
    ['a/threads', 'b/threads'],
  ],
  [
    '({ a, b }) => a.port !== b.port || `port ${a.port} of both, ${b.threads} threads`',
    ['a/port', 'b/threads'],
  ],
  ['({ a, b }) => b.list.every((each) => each.port > a.port) || "too low"', ['b/list/0/port', 'a/port']],
  ['({ a }) => a.port === 2', ['a/port']],
  [
    '({ a, b }) => all(agree({ a: a.port + 1, b: b.port + 1 }), agree({ a: a.threads * 3, b: b.threads }))',
    ['a/threads', 'b/threads'],
  ],
]

it('the leaves of the comparison that failed are told from the others that were read', async () => {
  const directory = workspaceFolder({
    'configs/index.ts': `import { agree, all, component, invariant, workspace } from 'appia'
export default workspace({
  name: 'test',
  components: {
    a: component('a', { port: 1, threads: 2, list: [{ port: 3 }] }),
    b: component('b', { port: 1, threads: 4, list: [{ port: 1 }] }),
  },
  environments: { local: { store: 'embedded' } },
  invariants: [
    ${checks.map(([check], index) => `invariant('i${index}', 'a rule', ${check.replace(/\(\{ (a|a, b) \}\)/, '({ $1 }: any)')}),`).join('\n    ')}
  ],
})`,
  })
  const { invariants } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
  const decided = invariants.map(({ verdict }) =>
    verdict.kind === 'violated'
      ? verdict.decided.map(({ key, pointer }) => `${key.split('/')[2]}${pointer}`).sort()
      : verdict,
  )
  expect(decided).toEqual(checks.map(([, leaves]) => [...leaves].sort()))
})
