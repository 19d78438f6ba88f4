import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { preludeOf } from '../../src/load/bundle/prelude.ts'
import { bundleOf } from '../../src/load/load-workspace.ts'
import { packageFiles } from '../../src/load/package-files.ts'
import { randomModules } from './random-modules.ts'
import { workspaceFolder } from './workspace-folder.ts'

const seeds = fc.array(fc.nat(), { minLength: 40, maxLength: 40 })

it('modules that import each other give what Node gives, or fail as they do there', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (all) => {
      const graphs = all.map(randomModules)
      const directory = workspaceFolder(
        Object.fromEntries(
          graphs.flatMap((modules, number) => [
            [`${number}/configs/index.ts`, "export { default } from './m0.mjs'"] as const,
            ...Object.entries(modules).map(([file, text]) => [`${number}/configs/${file}`, text] as const),
          ]),
        ),
      )
      const expected = verdictsOfNode(directory, graphs.length)
      expect(new Set(expected.map(kindOf)).size).toBeGreaterThan(1)
      for (const [number, modules] of graphs.entries())
        expect(await verdict(join(directory, String(number))), textOf(modules)).toEqual(expected[number])
    }),
    {
      numRuns: Number(process.env.APPIA_MODULE_RUNS ?? 1),
      seed: Number(process.env.APPIA_SEED ?? 1),
      endOnFailure: true,
    },
  )
}, 1_200_000)

/** What comes of a program: the value of its default export, or the kind of error. */
type Verdict = { readonly value: unknown } | { readonly error: string }

const kindOf = (verdict: Verdict): string => ('error' in verdict ? verdict.error : 'value')

/** In one process: each graph is a folder of its own. */
function verdictsOfNode(directory: string, count: number): Verdict[] {
  const program = `const verdicts = []
for (let number = 0; number < ${count}; number++) {
  try { verdicts.push({ value: (await import(\`${directory}/\${number}/configs/m0.mjs\`)).default }) }
  catch (error) { verdicts.push({ error: error.name }) }
}
console.log(JSON.stringify(verdicts))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Verdict[]
}

async function verdict(directory: string): Promise<Verdict> {
  const { script, diagnostics } = await bundleOf(directory)
  if (diagnostics.length > 0) return { error: 'SyntaxError' }
  const { script: prelude } = await preludeOf(packageFiles())
  const run = `${prelude}
try { JSON.stringify({ value: (${script})(_$own.calls, _$own.api).default }) } catch (error) { JSON.stringify({ error: error.name }) }`
  return JSON.parse(runInNewContext(run) as string) as Verdict
}

function textOf(modules: Readonly<Record<string, string>>): string {
  return Object.entries(modules)
    .map(([file, text]) => `// ${file}\n${text}`)
    .join('\n')
}
