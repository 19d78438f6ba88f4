import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import type { AuthoredDocument, Place } from '../../src/model/index.ts'
import { valueAt } from '../../src/model/index.ts'
import { plainValue } from './plain-value.ts'
import { randomProgram } from './random-program.ts'
import { expectLoaded, workspaceFolder } from './workspace-folder.ts'

const programs = fc.array(fc.array(fc.nat(), { minLength: 40, maxLength: 80 }), {
  minLength: 20,
  maxLength: 20,
})

describe('random config programs', () => {
  it('keep their values, have an origin for every leaf, and every exact one is the literal itself', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (entropies) => {
        const sources = entropies.map(randomProgram)
        const { documents } = expectLoaded(
          await loadWorkspace({ directory: workspaceOf(sources), schemas: [] }),
        )
        expect(documents.length).toBe(sources.length)
        for (const document of documents) check(document, sources)
        expect(shareOfExact(documents)).toBeGreaterThan(0.6)
      }),
      { numRuns: 8, endOnFailure: true },
    )
  }, 120_000)
})

function workspaceOf(sources: readonly string[]): string {
  const names = sources.map((_, index) => `p${index}`)
  const index = `import { component, workspace } from 'appia'
${names.map((name) => `import { value as ${name} } from './${name}'`).join('\n')}
export default workspace({ name: 'random', environments: { local: { store: 'embedded' } }, components: {
  ${names.map((name) => `${name}: component('${name}', ${name})`).join(',\n  ')} } })`
  const files = sources.map((source, number) => [`configs/p${number}.ts`, source] as const)
  return workspaceFolder({ 'configs/index.ts': index, ...Object.fromEntries(files) })
}

function check({ component, value, provenance }: AuthoredDocument, sources: readonly string[]): void {
  const source = sources[Number(component.slice(1))] as string
  expect(value, source).toEqual(plainValue(source))
  for (const pointer of leavesOf(value, '')) {
    const origin = provenance.get(pointer)
    const where = `${pointer} of\n${source}`
    expect(origin, where).toBeDefined()
    if (origin?.kind === 'exact') {
      expect(evaluate(textAt(source, origin.at)), where).toEqual(valueAt(value, pointer))
    }
  }
}

/** A test of exact origins says nothing where there are none. */
function shareOfExact(documents: readonly AuthoredDocument[]): number {
  const leaves = documents.flatMap(({ value, provenance }) =>
    leavesOf(value, '').map((leaf) => provenance.get(leaf)),
  )
  return leaves.filter((origin) => origin?.kind === 'exact').length / leaves.length
}

function leavesOf(value: unknown, pointer: string): string[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  return Object.entries(value).flatMap(([name, member]) => {
    return leavesOf(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  })
}

function textAt(source: string, { line, column, length = 1 }: Place): string {
  const text = source.split('\n')[line - 1] as string
  return text.slice(column - 1, column - 1 + length)
}

function evaluate(literal: string): unknown {
  return new Function(`return (${literal})`)()
}
