import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderDiagnostics } from '../../src/cli/render/text/diagnostics.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import type { Diagnostic } from '../../src/model/index.ts'
import { expectGolden } from '../support/golden.ts'

const golden = join(import.meta.dirname, 'golden')

const sources: Record<string, string> = {
  'configs/channels.ts': [
    "import { channel } from 'appia'",
    "export const flows = channel({ from: 'sniffer', to: 'detector', port: 70000, pattern: 'push/pull', binds: 'from' })",
    '\tconst 名 = 1',
  ].join('\r\n'),
}

const view = { paint: plainPaint, sourceOf: (file: string) => sources[file] }

const port: Diagnostic = {
  code: 'port-out-of-range',
  severity: 'error',
  message: '/network/output_socket/port must be 1..65535, got 70000',
  at: { file: 'configs/channels.ts', line: 2, column: 71, length: 5 },
  notes: [
    { label: 'also used by', text: '/config/detector/json#/network/input_socket/endpoint' },
    { label: 'schema', text: '', at: { file: 'schemas/sniffer.schema.json', line: 412, column: 3 } },
    { label: 'because', text: 'TCP ports are 16 bits\nthe sniffer would open 4464' },
  ],
  help: 'choose a port between 1 and 65535',
}

describe('diagnostics as text', () => {
  it('show code, message, frame with a caret, notes and help', () => {
    expectGolden(join(golden, 'diagnostic-port.txt'), renderDiagnostics([port], view))
  })

  it('put the caret under text that follows a tab or a wide character', () => {
    const at = { file: 'configs/channels.ts', line: 3, column: 12, length: 1 }
    const wide: Diagnostic = { code: 'not-json', severity: 'warning', message: 'a value', at }
    expectGolden(join(golden, 'diagnostic-wide.txt'), renderDiagnostics([wide], view))
  })

  it('are sorted by place, and counted', () => {
    const first = { ...port, at: { file: 'configs/a.ts', line: 1, column: 1 }, message: 'first' }
    const text = renderDiagnostics([port, first], view)
    expect(text.indexOf('first')).toBeLessThan(text.indexOf('70000'))
    expect(text).toContain('2 errors\n')
  })

  it('never quote a file in which a secret stands as a literal', () => {
    const secret: Diagnostic = { ...port, code: 'literal-secret', message: 'holds a literal (not shown)' }
    expect(renderDiagnostics([secret, port], view)).not.toContain('export const flows')
  })

  it('show a private key as stars, also a line out of the middle of one, with the caret in its place', () => {
    const body = 'aB3dE5gH7jK9mN2p'.repeat(4)
    const source = `const key = \`-----BEGIN PRIVATE KEY-----\n${body}\n${body.slice(0, 20)}\n-----END PRIVATE KEY-----\`\n`
    const at = { file: 'configs/key.ts', line: 2, column: 9, length: 4 }
    const text = renderDiagnostics([{ ...port, at }], { ...view, sourceOf: () => source })
    expect(text).toContain(` 2 | ${'*'.repeat(64)}\n   |         ^^^^\n`)
  })

  it('say when a place is only the nearest that is known', () => {
    const at = { file: 'configs/gone.ts', line: 9, column: 1 }
    const text = renderDiagnostics([{ ...port, at, origin: { kind: 'nearest', at } }], view)
    expect(text).toContain('--> configs/gone.ts:9:1  (nearest known place)')
  })
})
