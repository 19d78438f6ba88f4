import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/index.ts'
import { adopting, localAlone } from './an-adoption.ts'

const name = fc.constantFrom('port', 'hosts', 'a b', 'x-y', 'übung', 'deep', 'limits', 'n1', 'n2', 'n3')
const text = fc.string({
  unit: fc.constantFrom('a', 'Z', ' ', "'", '"', '`', '$', '{', '\\', '#', ':', 'é', '\n'),
  maxLength: 10,
})
const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  text,
  fc.integer({ min: -9999, max: 9999 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((each) => each + 0),
  fc.boolean(),
  fc.constant(null),
)
const { document } = fc.letrec<{ document: JsonObject; value: JsonValue }>((tie) => ({
  document: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 5 }) as fc.Arbitrary<JsonObject>,
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(scalar, { minLength: 1, maxLength: 4 }),
    fc.uniqueArray(
      fc.record({ name: fc.constantFrom('one', 'two', 'three'), port: fc.integer({ min: 0, max: 99 }) }),
      {
        selector: (each) => each.name,
        minLength: 1,
      },
    ),
    tie('document'),
  ),
}))

/** A run takes seconds: few by default, the same each time; more with other seeds by hand. */
const runs = {
  numRuns: Number(process.env.APPIA_ADOPTIONS ?? 3),
  seed: Number(process.env.APPIA_SEED ?? 1),
}

/** A source in which each member has a line of its own and a comment that names it. */
function typeScript(value: JsonValue, indent = '  '): string {
  if (Array.isArray(value))
    return `[\n${value.map((each: JsonValue, index) => `${indent}  // element ${index}\n${indent}  ${typeScript(each, `${indent}  `)},\n`).join('')}${indent}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([each, member]) =>
      `${indent}  // of ${each}\n${indent}  ${JSON.stringify(each)}: ${typeScript(member, `${indent}  `)},\n`,
  )
  return `{\n${members.join('')}${indent}}`
}

/** The same value with some leaves another, by a list of replacements. */
function withOther(
  value: JsonValue,
  others: JsonValue[],
  every: number,
  count = { leaves: 0, changed: 0 },
): JsonValue {
  if (Array.isArray(value)) return value.map((each: JsonValue) => withOther(each, others, every, count))
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        key === 'name' ? each : withOther(each, others, every, count),
      ]),
    )
  count.leaves += 1
  const other = others[count.changed % others.length]
  if (count.leaves % every !== 0 || other === undefined || Object.is(other, value)) return value
  count.changed += 1
  return other
}

/** A workspace of a module and a YAML file that both hold the document. */
async function holding(value: JsonObject) {
  return await adopting('local', (workspace) => {
    localAlone(workspace)
    workspace.edit(
      'configs/index.ts',
      'search, gateway, files',
      'search, gateway, files, inYaml, inTypeScript',
    )
    workspace.edit('configs/index.ts', /^/, "import { inTypeScript, inYaml } from './random.ts'\n")
    workspace.write(
      'configs/random.yaml',
      `# of the file\n\n${stringify(value, { lineWidth: 0 })}# the end\n`,
    )
    workspace.write(
      'configs/random.ts',
      `import { component } from 'appia'
import data from './random.yaml'

// of the module
export const inTypeScript = component<object>('in-type-script', ${typeScript(value, '')}, { schema: 'files' })
export const inYaml = component<object>('in-yaml', data, { schema: 'files' })
`,
    )
  })
}

function linesOf(source: string | undefined, pattern: RegExp): string[] {
  return (source ?? '').split('\n').filter((line) => pattern.test(line))
}

it('whatever leaf is another live, adopting it gives what is live and leaves every comment', async () => {
  await fc.assert(
    fc.asyncProperty(
      document,
      fc.array(scalar, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      async (value, others, every) => {
        const { outside, adopt, planned, sources } = await holding(value)
        const now = withOther(value, others, every) as JsonObject
        await outside({
          '/config/in-type-script/json': JSON.stringify(now),
          '/config/in-yaml/json': JSON.stringify(now),
        })
        const before = sources()
        const { text: said, exitCode } = await adopt()
        expect(exitCode, said).toBe(0)
        expect(await planned(), said).toBe(0)
        const after = sources()
        const comments = /^\s*\/\/ of/
        expect(linesOf(after['configs/random.ts'], comments)).toEqual(
          linesOf(before['configs/random.ts'], comments),
        )
        expect(linesOf(after['configs/random.yaml'], /^# (of the file|the end)$/)).toHaveLength(2)
      },
    ),
    runs,
  )
}, 170_000)

it('whatever document is live, adopting it gives just that', async () => {
  await fc.assert(
    fc.asyncProperty(document, document, async (value, now) => {
      const { outside, adopt, planned } = await holding(value)
      await outside({
        '/config/in-type-script/json': JSON.stringify(now),
        '/config/in-yaml/json': JSON.stringify(now),
      })
      const { text: said, exitCode } = await adopt()
      expect(exitCode, said).toBe(0)
      expect(await planned(), said).toBe(0)
    }),
    runs,
  )
}, 170_000)
