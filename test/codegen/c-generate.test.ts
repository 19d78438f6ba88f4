import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generateC, layoutLockPath } from '../../src/codegen/c/generate.ts'
import { arrayMap, layout, u8, u16 } from '../../src/define/index.ts'
import type { LayoutDeclaration } from '../../src/model/index.ts'
import { expectGolden } from '../support/golden.ts'
import { demo, demoDocuments } from './c-demo.ts'

function generate(declaration: LayoutDeclaration, existing: ReadonlyMap<string, string> = new Map()) {
  const layouts = [{ declaration, provenance: new Map() }]
  return generateC({ layouts, environment: 'local', documents: demoDocuments, existing })
}

function textsOf(declaration: LayoutDeclaration): Map<string, string> {
  return new Map(generate(declaration).files.map(({ path, text }) => [path, text]))
}

describe('generated C', () => {
  it.each([...textsOf(demo)])('%s reads as the golden file', (path, text) => {
    expectGolden(join(import.meta.dirname, 'golden/c', path.replace('generated/c/', '')), text)
  })

  it('is the lock and three headers a layout, sorted', () => {
    expect([...textsOf(demo).keys()]).toEqual([
      'generated/c/demo.bpf.h',
      'generated/c/demo.entries.h',
      'generated/c/demo.layout.h',
      'generated/c/demo.layout.json',
      layoutLockPath,
    ])
  })

  it('is the same bytes for the same layout, and after its own lock', () => {
    const first = generate(demo).files
    const second = generate(demo, new Map(first.map(({ path, text }) => [path, text]))).files
    expect(second).toEqual(first)
  })

  it('is nothing where the workspace declares no layout', () => {
    const input = { layouts: [], environment: 'local', documents: new Map(), existing: new Map() }
    expect(generateC(input)).toEqual({ files: [], diagnostics: [] })
  })

  it('is nothing where a document cannot become entries', () => {
    const layouts = [{ declaration: demo, provenance: new Map() }]
    const output = generateC({ layouts, environment: 'local', documents: new Map(), existing: new Map() })
    expect(output.files).toEqual([])
    expect(output.diagnostics[0]).toMatchObject({ code: 'map-entry', key: '/config/demo/json' })
  })
})

describe('the lock', () => {
  const before = layout('small', { maps: { setting: arrayMap({ value: u8, maxEntries: 1 }) } })
  const changed = layout('small', { maps: { setting: arrayMap({ value: u16, maxEntries: 1 }) } })

  it('refuses a layout that changed under an unchanged name and version', () => {
    expect(generate(changed, textsOf(before))).toMatchObject({
      files: [],
      diagnostics: [{ code: 'layout-changed', severity: 'error' }],
    })
  })

  it('must not be missing beside an existing header', () => {
    const existing = textsOf(before)
    existing.delete(layoutLockPath)
    const [diagnostic] = generate(before, existing).diagnostics
    expect(diagnostic).toMatchObject({
      code: 'layout-lock-missing',
      message: 'generated/c/layouts.lock.json is missing beside generated/c/small.layout.h',
    })
  })

  it('must not be damaged', () => {
    const existing = new Map([[layoutLockPath, '{"formatVersion": 2}']])
    expect(generate(before, existing).diagnostics[0]?.code).toBe('layout-lock-missing')
  })
})
