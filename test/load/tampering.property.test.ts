import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import type { LoadedWorkspace } from '../../src/model/index.ts'
import { workspaceFolder } from './workspace-folder.ts'

const runs = Number(process.env.APPIA_MODULE_RUNS ?? 40)

/** Computes with much of the language: whatever was changed under it would show. */
const victim = `const names = ['b', 'a', 'c'].map((name) => name.toUpperCase()).toSorted()
const byName = Object.fromEntries(new Map(names.map((name, index) => [name, index * 2 + 1])))
const copy = structuredClone({ ...byName, list: [...new Set(names)], text: JSON.stringify(byName) })
export const value = { ports: Object.values(byName), ...copy, max: Math.max(...Object.values(byName)), port: Number('5571') }
`

function workspaceOf(tampering: string, inInvariant: string): string {
  return workspaceFolder({
    'configs/tamper.ts': tampering,
    'configs/victim.ts': victim,
    'configs/index.ts': `import { component, invariant, workspace } from 'appia'
import './tamper'
import { value } from './victim'
export default workspace({
  name: 'test',
  components: { c: component('c', value), d: component('d', { port: 5572 }) },
  environments: { local: { store: 'embedded' } },
  invariants: [
    invariant('first', 'tampers', ({ c }: any) => { ${inInvariant}; return c.port === 5571 }),
    invariant('second', 'fails', ({ c, d }: any) => c.port === d.port || \`\${c.port} is not \${d.port}\`),
  ],
})
`,
  })
}

/** Objects that modules share, and what is put into them. */
const holders = fc.constantFrom(
  ...[
    'globalThis',
    'Object',
    'Object.prototype',
    'Array',
    'Array.prototype',
    'JSON',
    'Math',
    'Reflect',
    'Map',
  ],
  ...[
    'Map.prototype',
    'Set.prototype',
    'WeakMap.prototype',
    'String.prototype',
    'Number',
    'Symbol',
    'RegExp.prototype',
  ],
  ...[
    'Function.prototype',
    'Error.prototype',
    'Promise.prototype',
    'Object.getPrototypeOf([][Symbol.iterator]())',
  ],
  ...[
    'Object.getPrototypeOf(function* () {}).prototype',
    'Object.getPrototypeOf(new Map().entries())',
    'Date',
  ],
  ...['appia', 'appia.component', 'victim', 'victim.value'],
)
const members = fc.constantFrom(
  ...[
    'stringify',
    'parse',
    'map',
    'toUpperCase',
    'fromEntries',
    'values',
    'max',
    'get',
    'set',
    'has',
    'next',
    'keys',
  ],
  ...[
    'JSON',
    'Object',
    'Array',
    'Map',
    'Number',
    'structuredClone',
    'undefined',
    'component',
    'value',
    'port',
  ],
  ...[
    'toSorted',
    'call',
    'apply',
    'bind',
    'hasOwn',
    'defineProperty',
    'ownKeys',
    'toJSON',
    'then',
    'constructor',
  ],
)
const names = fc.oneof(
  members.map((name) => JSON.stringify(name)),
  fc.constantFrom('Symbol.iterator', 'Symbol.hasInstance', 'Symbol.toPrimitive', '"__proto__"'),
)
const replacements = fc.constantFrom(
  '() => 9',
  '() => [9]',
  '() => "marker"',
  '{}',
  '9',
  'null',
  'function* () {}',
)

/** How something is changed; each is caught, so that nothing is told by the error alone. */
const means: readonly ((holder: string, name: string, value: string) => string)[] = [
  (holder, name, value) => `(${holder} as any)[${name}] = ${value}`,
  (holder, name, value) => `Object.defineProperty(${holder}, ${name}, { value: ${value} })`,
  (holder, name, value) => `Object.defineProperty(${holder}, ${name}, { get: ${value} as any })`,
  (holder, name, value) => `Reflect.set(${holder}, ${name}, ${value})`,
  (holder, name, value) => `Reflect.defineProperty(${holder}, ${name}, { value: ${value} })`,
  (holder, name, value) => `Object.assign(${holder}, { [${name}]: ${value} })`,
  (holder, name, value) => `Object.defineProperties(${holder}, { [${name}]: { value: ${value} } })`,
  (holder, name) => `delete (${holder} as any)[${name}]`,
  (holder, _, value) => `Object.setPrototypeOf(${holder}, ${value} as any)`,
  (holder, _, value) => `(${holder} as any).__proto__ = ${value}`,
  (holder, name, value) => `(${holder} as any).__defineGetter__(${name}, ${value})`,
  (holder, name, value) => `[[${holder}, ${value}]].forEach(([h, v]: any) => { h[${name}] = v })`,
]
const tampering = fc
  .tuple(fc.constantFrom(...means), holders, names, replacements)
  .map(([make, holder, name, value]) => `try { ${make(holder, name, value)} } catch {}`)
const programs = fc.record({
  inModule: fc.array(tampering, { maxLength: 6 }),
  inInvariant: fc.array(tampering, { maxLength: 3 }),
})

const head = "import * as appia from 'appia'\nimport * as victim from './victim'\n"
const imports = 'const appia: any = component, victim: any = { value: c }\n'

describe('a program that tampers', () => {
  it('changes no value, place or verdict of another module without an error', {
    timeout: 600_000,
  }, async () => {
    const untouched = await load(workspaceOf('', ''))
    if (untouched === undefined) throw new Error('the victim alone does not load')
    let [told, same] = [0, 0]
    await fc.assert(
      fc.asyncProperty(programs, async ({ inModule, inInvariant }) => {
        // Changing what another module exports is no tampering, but shows where it was changed: it is left out.
        const own = (text: string) =>
          !/\bvictim\b/.test(text) || /setPrototypeOf\(victim,|\(victim as any\)/.test(text)
        const loaded = await load(
          workspaceOf(head + inModule.filter(own).join('\n'), imports + inInvariant.filter(own).join('\n')),
        )
        if (loaded === undefined) {
          told += 1
          return
        }
        same += 1
        expect(relevant(loaded)).toEqual(relevant(untouched))
      }),
      { numRuns: runs },
    )
    expect(told + same).toBe(runs)
  })

  it.each([
    'globalThis.JSON = { stringify: () => "[]", parse: () => [] } as any',
    'Array.prototype.map = () => [1]',
    '(Map.prototype as any).get = () => 1',
    'Object.defineProperty(globalThis, "Object", { value: {} })',
    '(Object.getPrototypeOf([][Symbol.iterator]()) as any).next = () => ({ done: true })',
    '_$.setOrigin(1)',
    '_$m1.value = 1',
    '_$own.evaluate = 1',
    '\\u005f$.setOrigin(1)',
  ])('is refused: %s', async (code) => {
    expect(await load(workspaceOf(`${code}\nexport {}`, ''))).toBeUndefined()
    expect(await load(workspaceOf(`try { ${code} } catch {}\nexport {}`, ''))).toBeUndefined()
  })

  it('what was matched last is told to nobody', async () => {
    expect(
      await load(workspaceOf("/(a)/.test('a')\nif (RegExp.$1 !== undefined) throw new Error('told')", '')),
    ).toBeDefined()
  })

  it('an object may have members of its own that are called as those of the language', async () => {
    const own = `class Mine extends Error { constructor() { super('x'); this.name = 'Mine'; this.message = 'm' } }
const each: any = {}
each.toString = () => 'a'
each.constructor = 1
each.hasOwnProperty = 2
if (new Mine().name !== 'Mine' || String(each) !== 'a' || each.constructor !== 1) throw new Error('no')
export {}`
    expect(await load(workspaceOf(own, ''))).toBeDefined()
  })
})

async function load(directory: string): Promise<LoadedWorkspace | undefined> {
  const loaded = await loadWorkspace({ directory, schemas: [] })
  if ('documents' in loaded) return loaded
  expect(loaded.diagnostics.length).toBeGreaterThan(0)
  return undefined
}

function relevant({ documents, invariants }: LoadedWorkspace): unknown {
  return {
    values: documents.map(({ key, value }) => [key, value]),
    places: documents.map(({ provenance }) =>
      [...provenance].filter(([, { at }]) => at.file.includes('victim')),
    ),
    verdicts: invariants,
  }
}
