import { describe, expect, it } from 'vitest'
import { mergeDiagnostics } from '../../src/compile/index.ts'
import type { Diagnostic } from '../../src/model/index.ts'
import { at } from './a-workspace.ts'

const diagnostic: Diagnostic = {
  code: 'port-out-of-range',
  severity: 'error',
  message: '/port must be 1..65535, got 70000',
  at: at(2),
  key: '/config/sniffer/json',
  pointer: '/port',
  notes: [{ label: 'because', text: 'TCP ports are 16 bits' }],
}

describe('merging the diagnostics of several environments', () => {
  it('keeps one of two that are the same', () => {
    expect(mergeDiagnostics([diagnostic, diagnostic])).toEqual([diagnostic])
  })

  it('names the other environment of one cause', () => {
    const elsewhere = { ...diagnostic, key: '/site-a/config/sniffer/json' }
    expect(mergeDiagnostics([elsewhere, diagnostic])).toEqual([
      {
        ...diagnostic,
        notes: [
          { label: 'also used by', text: '/site-a/config/sniffer/json#/port' },
          { label: 'because', text: 'TCP ports are 16 bits' },
        ],
      },
    ])
  })

  it('keeps two causes apart', () => {
    const other = { ...diagnostic, at: at(3) }
    expect(mergeDiagnostics([other, diagnostic])).toEqual([diagnostic, other])
  })
})
