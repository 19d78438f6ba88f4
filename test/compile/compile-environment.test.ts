import { describe, expect, it } from 'vitest'
import { compileEnvironment } from '../../src/compile/index.ts'
import type { AuthoredDocument, CompiledEnvironment, JsonObject } from '../../src/model/index.ts'
import { sha256 } from '../../src/model/index.ts'
import { parseSchemas } from '../../src/schema/index.ts'
import { at, documentOf, exact, schemas, workspaceOf } from './a-workspace.ts'

function compile(...documents: AuthoredDocument[]): Promise<CompiledEnvironment> {
  return compileEnvironment({ loaded: workspaceOf(documents), schemas, environment: 'local' })
}

describe('an environment without errors', () => {
  it('holds canonical bytes of each document after defaults, sorted by key', async () => {
    const { desired, diagnostics } = await compile(
      documentOf('sniffer', { workers: 4, interval: { $quantity: 'time', amount: 5000, text: '5 s' } }),
      documentOf('detector', { password: { $secret: 'db' } }),
    )
    expect(diagnostics).toEqual([])
    expect(desired?.entries.map(({ key, text }) => [key, text])).toEqual([
      ['/config/detector/json', '{"password":{"$secret":"db"},"socket":{"port":5571}}'],
      ['/config/sniffer/json', '{"interval":5000,"socket":{"port":5571},"workers":4}'],
    ])
    for (const { text, sha256: hash } of desired?.entries ?? []) expect(hash).toBe(sha256(text))
  })

  it('puts the prefix of the environment before keys and managed prefixes', async () => {
    const loaded = workspaceOf([documentOf('sniffer', {}, { environment: 'site' })])
    const { desired } = await compileEnvironment({ loaded, schemas, environment: 'site' })
    expect(desired?.entries.map(({ key }) => key)).toEqual(['/site-a/config/sniffer/json'])
    expect(desired?.managedPrefixes).toEqual(['/site-a/config/'])
  })

  it('knows the line of every default, and of the quantity that became a number', async () => {
    const interval = { $quantity: 'time', amount: 5000, text: '5 s' }
    const origins = { '/interval': exact(3) }
    const { provenance } = await compile(documentOf('sniffer', { interval }, { origins }))
    const origin = provenance.get('/config/sniffer/json')
    expect(origin?.get('/interval')).toEqual(exact(3))
    expect(origin?.get('/socket/port')).toMatchObject({
      kind: 'default',
      at: { file: 'schemas/sniffer.schema.json', line: 15 },
    })
  })
})

describe('an error', () => {
  it('points at the literal, and says what it overrides and where the schema is', async () => {
    const origin = { ...exact(2, 66), overrides: exact(7) }
    const { desired, diagnostics } = await compile(
      documentOf('sniffer', { socket: { port: 70000 } }, { origins: { '/socket/port': origin } }),
    )
    expect(desired).toBeUndefined()
    expect(diagnostics).toEqual([
      {
        code: 'port-out-of-range',
        severity: 'error',
        message: '/socket/port must be 1..65535, got 70000',
        at: at(2, 66),
        origin,
        key: '/config/sniffer/json',
        pointer: '/socket/port',
        notes: [
          { label: 'overrides', text: '', at: at(7) },
          { label: 'schema', text: '', at: expect.objectContaining({ line: 11 }) },
          { label: 'because', text: 'TCP ports are 16 bits; the sniffer would open 4464' },
        ],
      },
    ])
  })

  it('in one literal is one error, whichever documents it reaches', async () => {
    const origins = { '/socket/port': exact(2, 66) }
    const value = { socket: { port: 70000 } }
    const { diagnostics } = await compile(
      documentOf('sniffer', value, { origins }),
      documentOf('detector', value, { origins }),
    )
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]?.notes?.[0]).toEqual({
      label: 'also used by',
      text: '/config/detector/json#/socket/port',
    })
  })

  it('covers the values that were computed from the literal', async () => {
    const computed = { kind: 'computed', at: at(5), from: [at(2, 66)] } as const
    const { diagnostics } = await compile(
      documentOf('sniffer', { socket: { port: 70000 } }, { origins: { '/socket/port': exact(2, 66) } }),
      documentOf(
        'detector',
        { socket: { endpoint: 'tcp://x:70000' } },
        { origins: { '/socket/endpoint': computed } },
      ),
    )
    expect(diagnostics.map(({ code }) => code)).toEqual(['port-out-of-range'])
    expect(diagnostics[0]?.notes?.[0]?.text).toBe('/config/detector/json#/socket/endpoint')
  })

  it('about a key points at the key', async () => {
    const origin = { ...exact(4, 20), key: at(4, 3) }
    const { diagnostics } = await compile(
      documentOf('sniffer', { worker: 4 }, { origins: { '/worker': origin } }),
    )
    expect(diagnostics).toMatchObject([{ code: 'unknown-key', at: at(4, 3), help: 'did you mean workers?' }])
  })

  it('of a place that is not known points at the nearest known, and says so', async () => {
    const { diagnostics } = await compile(
      documentOf('sniffer', { socket: { port: 0 } }, { origins: { '/socket': exact(6) } }),
    )
    expect(diagnostics).toMatchObject([{ at: at(6), origin: { kind: 'nearest' } }])
  })

  it('of two leaves below one unknown place stays two errors', async () => {
    const { diagnostics } = await compile(documentOf('sniffer', { socket: { port: 0 }, workers: 99 }))
    expect(diagnostics.map(({ code }) => code)).toEqual(['out-of-range', 'port-out-of-range'])
  })

  it('never shows a literal secret', async () => {
    const result = await compile(documentOf('sniffer', { password: 'hunter2' }))
    expect(result.diagnostics).toMatchObject([{ code: 'literal-secret' }])
    expect(JSON.stringify(result.diagnostics)).not.toContain('hunter2')
  })

  it('of a quantity is one error', async () => {
    const interval = { $quantity: 'size', amount: 5, text: '5 B' }
    const { diagnostics } = await compile(documentOf('sniffer', { interval }))
    expect(diagnostics.map(({ code }) => code)).toEqual(['wrong-dimension'])
  })

  it('is what JSON cannot carry', async () => {
    const value = { workers: Number.NaN } as JsonObject
    const { diagnostics } = await compile(documentOf('sniffer', value, { origins: { '/workers': exact(3) } }))
    expect(diagnostics).toMatchObject([
      { code: 'not-json', message: '/workers is NaN, which JSON cannot carry', at: at(3) },
    ])
  })
})

describe('the documents as a set', () => {
  it('two with one key are an error', async () => {
    const { diagnostics } = await compile(documentOf('sniffer', {}), documentOf('sniffer', {}))
    expect(diagnostics).toMatchObject([{ code: 'duplicate-key', key: '/config/sniffer/json' }])
  })

  it('a key outside the managed prefixes is an error', async () => {
    const { diagnostics } = await compile(documentOf('sniffer', {}, { key: '/other/sniffer' }))
    expect(diagnostics).toMatchObject([{ code: 'wrong-key', key: '/other/sniffer' }])
  })

  it('a key that only the pointer of a collection may have is an error', async () => {
    const { diagnostics } = await compile(documentOf('sniffer', {}, { key: '/config/list/.generation' }))
    expect(diagnostics).toMatchObject([{ code: 'wrong-key', key: '/config/list/.generation' }])
  })

  it('a document without a schema is an error', async () => {
    const { diagnostics } = await compile(documentOf('snifer', {}))
    expect(diagnostics).toMatchObject([{ code: 'schema-missing', help: 'did you mean sniffer?' }])
  })

  it('a schema that cannot be used is an error, not a crash', async () => {
    const broken = parseSchemas([{ file: 'schemas/sniffer.schema.json', text: '{"type": "integr"}' }]).schemas
    const loaded = workspaceOf([documentOf('sniffer', {})])
    const { diagnostics } = await compileEnvironment({ loaded, schemas: broken, environment: 'local' })
    expect(diagnostics).toMatchObject([
      { code: 'schema-syntax', at: { file: 'schemas/sniffer.schema.json' } },
    ])
  })

  it('an environment that is not there is an error', async () => {
    const { diagnostics } = await compileEnvironment({
      loaded: workspaceOf([]),
      schemas,
      environment: 'locl',
    })
    expect(diagnostics).toMatchObject([{ code: 'environment-unknown', help: 'did you mean local?' }])
  })
})
