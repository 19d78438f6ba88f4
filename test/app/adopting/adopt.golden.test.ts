import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectGolden } from '../../support/golden.ts'
import type { TestWorkspace } from '../../support/workspace.ts'
import { adopting, type Edit, localAlone } from './an-adoption.ts'

interface Case {
  readonly environment?: string
  readonly change?: (workspace: TestWorkspace) => void
  /** What lies in the store before the apply. */
  readonly before?: { readonly [key: string]: string }
  /** After the apply. */
  readonly later?: (workspace: TestWorkspace) => void
  readonly outside: { readonly [key: string]: Edit | string | undefined }
  readonly request?: Parameters<Awaited<ReturnType<typeof adopting>>['adopt']>[0]
  /** 0: written, and a plan has nothing to write. */
  readonly exitCode?: number
  /** Keys that a plan still writes. */
  readonly left?: number
}

type Search = {
  title: unknown
  hosts: string[]
  numbers: number[]
  mixed: number[]
  rules: { name: string; action: string; port?: number }[]
  backoff: { initial?: number; longest?: number }
  cache: { megabytes?: number; ttl: number }
  [name: string]: unknown
}

const search = '/config/search/json'
const gateway = '/config/gateway/json'
const files = '/config/files/json'
const edit = (change: (document: Search) => unknown): Edit => change as Edit
const editFiles = (change: (document: Files) => unknown): Edit => change as Edit

interface Files {
  limits: {
    services: { [name: string]: { [name: string]: unknown } }
    order: string[]
    steps: { name: string; seconds: number }[]
    text: string
    [name: string]: unknown
  }
  paths: { root: string; levels: number[]; cache: { [name: string]: unknown }; [name: string]: unknown }
  regions: { name: string; zone: string }[]
  routes: { default?: string; rules: object[]; flags: { [name: string]: unknown } }
}

/** Where everything has one environment: the literals themselves. */
const alone: { readonly [name: string]: Case } = {
  scalars: {
    outside: {
      [search]: edit((it) => {
        Object.assign(it, {
          title: 'so "it" is',
          ratio: 0.25,
          offset: 12,
          enabled: false,
          owner: 'anna',
          peak: -1,
        })
        it.motto = `third \`line\`\nof \${it}\\`
      }),
    },
  },
  'long text': {
    outside: {
      [search]: edit((it) => {
        it.title = `${'very long, '.repeat(30)}end`
      }),
    },
  },
  'another type': {
    outside: {
      [search]: edit((it) => {
        it.owner = null
      }),
      [gateway]: edit((it) => {
        it.paths = { '/a b': 'x', c: 'y' }
      }),
    },
  },
  'list elements': {
    outside: {
      [search]: edit((it) => {
        it.hosts = ['a:1', 'b:2', 'c:1', 'd:1']
        it.numbers = [3, 1]
        it.mixed[2] = 4
      }),
    },
  },
  'list reordered': {
    outside: {
      [search]: edit((it) => {
        it.hosts = ['c:1', 'b:1', 'a:1']
        it.rules = [
          { name: 'two', action: 'deny', port: 81 },
          { name: 'three', action: 'allow' },
          ...it.rules.slice(0, 1),
        ]
      }),
    },
  },
  'list emptied': {
    outside: {
      [search]: edit((it) => {
        it.hosts = []
      }),
    },
  },
  members: {
    outside: {
      [search]: edit((it) => {
        it.backoff.longest = 500
        delete it.owner
        delete it.rules[1]?.port
        ;(it.rules[0] as { port?: number }).port = 443
      }),
    },
  },
  'a helper that is given a number': {
    change: withSeconds,
    outside: {
      [search]: edit((it) => {
        it.peak = 8500
      }),
    },
  },
  'refused: a helper that gives no such number': {
    change: (workspace) => {
      workspace.edit('configs/search.ts', 'peak: 7', 'peak: Math.min(7, 9)')
    },
    outside: {
      [search]: edit((it) => {
        it.peak = 8
      }),
    },
    exitCode: 4,
  },
  'a default': {
    outside: {
      [search]: edit((it) => {
        it.cache.ttl = 90
      }),
    },
  },
  'yaml values': {
    outside: {
      [files]: editFiles(({ limits }) => {
        Object.assign(limits.services.search as object, { cpu: 8, note: 'yes: "no"' })
        limits.text = 'one\nthree\n'
        ;(limits.steps[0] as { seconds: number }).seconds = 7
      }),
    },
  },
  'yaml lists and members': {
    outside: {
      [files]: editFiles(({ limits }) => {
        limits.order = ['gateway', 'billing', 'search']
        limits.steps = [
          { name: 'serve', seconds: 1 },
          { name: 'stop', seconds: 2 },
        ]
        Object.assign(limits.services.search as object, { disk: { size: 3 } })
        delete limits.services.search?.note
        limits.added = ['x']
      }),
    },
  },
  toml: {
    outside: {
      [files]: editFiles(({ paths }) => {
        Object.assign(paths, { root: '/data', levels: [1, 3, 4], more: 'a' })
        Object.assign(paths.cache, { folder: '/tmp', limits: { files: 11 }, fresh: true })
      }),
    },
  },
  json: {
    outside: {
      [files]: editFiles(({ routes }) => {
        routes.rules.unshift({ prefix: '/c', to: 'c' })
        Object.assign(routes.flags, { strict: false, fast: true })
        delete routes.default
      }),
    },
  },
  csv: {
    outside: {
      [files]: editFiles(({ regions }) => {
        ;(regions[0] as { zone: string }).zone = 'd "e"'
      }),
    },
  },
  texts: { outside: { '/texts/motd': 'hello\nworlds\n', '/texts/limit': '12' } },
  'other bytes': { outside: { [gateway]: '{ "level": "info", "paths": {}, "upstream": 9200 }' } },
  'with the sources ahead': {
    later: ({ edit: change }) => change('configs/search.ts', 'peak: 7', 'peak: 8'),
    outside: {
      [search]: edit((it) => {
        it.ratio = 0.5
      }),
    },
    left: 1,
  },
  'the sources say the same': {
    later: ({ edit: change }) => change('configs/search.ts', 'peak: 7', 'peak: 8'),
    outside: {
      [search]: edit((it) => {
        it.peak = 8
      }),
    },
    left: 0,
  },
  'only a part': {
    outside: {
      [search]: edit((it) => Object.assign(it, { ratio: 0.5, peak: 9 })),
      '/config/scratch': 'mine',
    },
    request: { parts: [`${search}#/peak`] },
    left: 1,
  },
  'shared and allowed': {
    outside: {
      [gateway]: edit((it) => {
        it.upstream = 9300
      }),
    },
    request: { isShared: true },
    left: 1,
  },
  'shared and both drifted': {
    outside: {
      [gateway]: edit((it) => {
        it.upstream = 9300
      }),
      [search]: edit((it) => Object.assign(it, { port: 9300, nextPort: 9301 })),
    },
    request: { parts: [gateway, search] },
  },
  'dry run': {
    outside: {
      [search]: edit((it) => {
        it.peak = 9
      }),
    },
    request: { isDry: true },
    left: 1,
  },
  'nothing of it is modified': { outside: { '/config/scratch': 'mine', [gateway]: undefined }, left: 1 },
  'refused: shared': {
    outside: {
      [gateway]: edit((it) => {
        it.upstream = 9300
      }),
    },
    exitCode: 7,
  },
  'refused: computed': {
    outside: {
      [search]: edit((it) => {
        it.nextPort = 7
      }),
    },
    exitCode: 4,
  },
  'refused: put together': { outside: { [search]: edit((it) => void it.mixed.push(4)) }, exitCode: 4 },
  'refused: two values of one literal': {
    outside: {
      [files]: editFiles(({ limits }) => {
        limits.base = { cpu: 2, memory: 512 }
      }),
    },
    exitCode: 7,
  },
  'refused: changed twice': {
    later: ({ edit: change }) => change('configs/search.ts', 'peak: 7', 'peak: 8'),
    outside: {
      [search]: edit((it) => {
        it.peak = 9
      }),
    },
    exitCode: 5,
  },
  'refused: a secret': {
    outside: {
      [search]: edit((it) => {
        it.password = 'hunter2'
      }),
    },
    exitCode: 4,
  },
  'refused: like a secret': {
    outside: {
      [search]: edit((it) => {
        it.token = 'c7Xq9ZpLw2Rt8VbN4kYs1'
      }),
    },
    exitCode: 4,
  },
  'plain, though like a secret': {
    outside: {
      [search]: edit((it) => {
        it.token = 'c7Xq9ZpLw2Rt8VbN4kYs1'
      }),
    },
    request: { plain: [`${search}#/token`] },
  },
  'refused: against the schema': {
    outside: {
      [gateway]: edit((it) => {
        it.level = 'loud'
      }),
    },
    exitCode: 4,
  },
  'refused: against an invariant': {
    outside: {
      [search]: edit((it) => {
        it.retries = 11
      }),
    },
    exitCode: 4,
  },
  waived: {
    change: ({ edit: change }) => {
      change('configs/index.ts', 'import { entry', 'import { waive, entry')
      const waiver = "waive('few-retries', { reason: 'a bad week', until: '2099-12-31' })"
      change('configs/index.ts', '  environments: {', `  waivers: [${waiver}],\n  environments: {`)
    },
    outside: {
      [search]: edit((it) => {
        it.retries = 11
      }),
    },
  },
  'refused: a default that went': {
    outside: { [search]: edit((it) => void delete it.cache.megabytes) },
    exitCode: 4,
  },
  'refused: deleted': { outside: { [gateway]: undefined }, request: { parts: [gateway] }, exitCode: 4 },
  'refused: foreign': {
    outside: { '/config/scratch': 'mine' },
    request: { parts: ['/config/scratch'] },
    exitCode: 4,
  },
  'refused: cannot be read': { outside: { [gateway]: 'level: info' }, exitCode: 4 },
  'refused: rows of a csv': {
    outside: { [files]: editFiles(({ regions }) => void regions.pop()) },
    exitCode: 4,
  },
  'refused: a live value': {
    change: ({ edit: change }) => {
      change('configs/search.ts', 'component, secret', 'component, live, secret')
      change(
        'configs/search.ts',
        'peak: 7',
        "peak: live<number>('/config/none/json#/peak', { otherwise: 7 })",
      )
    },
    before: { '/config/none/json': '{"peak":7}' },
    outside: {
      [search]: edit((it) => {
        it.peak = 9
      }),
    },
    exitCode: 4,
  },
}

/** Where the literals are those of three environments. */
const among: { readonly [name: string]: Case } = {
  'a new override': {
    environment: 'prod',
    outside: {
      [`/prod${search}`]: edit((it) => {
        Object.assign(it, { ratio: 0.5, hosts: [...it.hosts, 'd:1'] })
        delete it.owner
      }),
    },
  },
  'an override that is there': {
    environment: 'staging',
    outside: {
      [`/staging${search}`]: edit((it) => {
        Object.assign(it, { enabled: true, ratio: 0.5 })
        it.backoff.longest = 10
        it.backoff.initial = 1
        delete it.owner
      }),
    },
  },
  'an element that environments share': {
    environment: 'prod',
    outside: {
      [`/prod${search}`]: edit((it) => {
        Object.assign(it.rules[1] ?? {}, { port: 81, action: 'drop' })
        delete it.rules[0]?.port
      }),
    },
  },
  'an element beside one that is patched': {
    environment: 'staging',
    change: (workspace) => {
      workspace.edit(
        'configs/index.ts',
        'enabled: false,',
        "enabled: false, rules: patchElements('name', { one: { action: 'deny' } }),",
      )
      workspace.edit('configs/index.ts', 'override, workspace', 'override, patchElements, workspace')
    },
    outside: {
      [`/staging${search}`]: edit((it) => {
        Object.assign(it.rules[0] ?? {}, { action: 'drop', port: 82 })
        delete it.rules[1]?.port
      }),
    },
  },
  'an override by a variable': {
    environment: 'staging',
    change: (workspace) => {
      workspace.edit('configs/index.ts', '{ enabled: false, backoff: { longest: 9 } }', 'ofStaging')
      workspace.edit(
        'configs/index.ts',
        'export default',
        'const ofStaging = { enabled: false, backoff: { longest: 9 } }\n\nexport default',
      )
    },
    outside: {
      [`/staging${search}`]: edit((it) => {
        Object.assign(it, { enabled: true, ratio: 0.5 })
      }),
    },
  },
  'a helper that environments share': {
    environment: 'prod',
    change: withSeconds,
    outside: {
      [`/prod${search}`]: edit((it) => {
        it.peak = 8500
      }),
    },
  },
  'an override of a node': {
    environment: 'prod',
    outside: {
      '/prod/config/gateway/nodes/n-1/json': edit((it) =>
        Object.assign(it, { level: 'warn', paths: { a: 'b' } }),
      ),
    },
  },
  'refused: a component with a node': {
    environment: 'prod',
    outside: {
      [`/prod${gateway}`]: edit((it) => {
        it.paths = { a: 'b' }
      }),
    },
    exitCode: 7,
  },
  'shared by environments and allowed': {
    environment: 'prod',
    outside: {
      [`/prod${search}`]: edit((it) => {
        it.ratio = 0.5
      }),
    },
    request: { isShared: true },
  },
  'refused: what a package sets': {
    change: (workspace) => {
      const folder = join(workspace.directory, 'node_modules/defaults')
      mkdirSync(folder, { recursive: true })
      writeFileSync(
        join(folder, 'package.json'),
        '{ "name": "defaults", "version": "1.0.0", "type": "module" }',
      )
      writeFileSync(join(folder, 'index.js'), 'export const peak = 7\n')
      writeFileSync(join(folder, 'index.d.ts'), 'export declare const peak: number\n')
      workspace.write('package.json', '{ "dependencies": { "defaults": "1.0.0" } }')
      workspace.edit('configs/search.ts', 'peak: 7', 'peak')
      workspace.edit(
        'configs/search.ts',
        'import { component',
        "import { peak } from 'defaults'\nimport { component",
      )
    },
    outside: {
      [search]: edit((it) => {
        it.peak = 8
      }),
    },
    exitCode: 4,
    request: { isShared: true },
  },
  'refused: a file of data that environments share': {
    environment: 'prod',
    outside: { '/prod/texts/limit': '11' },
    exitCode: 7,
  },
}

/** A field in milliseconds, which is said in seconds. */
function withSeconds(workspace: TestWorkspace): void {
  workspace.edit('schemas/search.schema.json', '"peak": {', '"peak": {\n      "x-unit": "ms",')
  workspace.edit('configs/search.ts', 'peak: 7', 'peak: seconds(7)')
  workspace.edit('configs/search.ts', 'component, secret', 'component, seconds, secret')
}

async function run(name: string, each: Case, change: (workspace: TestWorkspace) => void): Promise<void> {
  const { workspace, outside, adopt, planned, sources } = await adopting(
    each.environment,
    (made) => {
      each.change?.(made)
      change(made)
    },
    each.before,
  )
  each.later?.(workspace)
  await outside(each.outside)
  const before = sources()
  const { text, exitCode } = await adopt(each.request)
  const golden = join(import.meta.dirname, 'golden', `${name.replaceAll(/[^a-z]+/g, '-')}.txt`)
  expectGolden(
    golden,
    text.replaceAll(/cluster \S+|revision \d+/g, (found) => found.split(' ')[0] ?? ''),
  )
  expect(exitCode, text).toBe(each.exitCode ?? 0)
  if (each.exitCode !== undefined || each.request?.isDry) expect(sources()).toEqual(before)
  else expect(await planned(), text).toBe(each.left ?? 0)
}

describe('what was changed outside is adopted', () => {
  it.each(Object.entries(alone))('%s', (name, each) => run(name, each, localAlone), 60_000)
})

describe('what was changed outside in one of several environments is adopted', () => {
  it.each(Object.entries(among))('%s', (name, each) => run(name, each, () => {}), 60_000)
})
