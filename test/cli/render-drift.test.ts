import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderDrift } from '../../src/cli/render/drift.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import { expectGolden } from '../support/golden.ts'

const golden = join(import.meta.dirname, 'golden')
const lab = { environment: 'lab', storeName: 'etcd 127.0.0.1:2379', revision: 43, isApplied: true }
const lease = '6294a22787f43b05'

describe('drift as text', () => {
  it('names what was done, each lease with the way out, and rules that match nothing', () => {
    const report = {
      checked: 6,
      ignored: 1,
      unmatched: [{ key: '/site-a/config/snifer/json', pointer: '/logging' }],
      entries: [
        { key: '/site-a/config/detector/json', kind: 'leased', revision: 40, lease },
        { key: '/site-a/config/gone/json', kind: 'deleted' },
        { key: "/site-a/config/it's mine", kind: 'foreign', revision: 41 },
        {
          key: '/site-a/config/rag/json',
          kind: 'modified',
          revision: 42,
          lease,
          sinceApply: [{ pointer: '/log_level', from: 'info', to: 'debug', effect: 'restart' }],
          toSource: [],
        },
      ],
    } as const
    const text = renderDrift({ ...lab, report }, plainPaint)
    expectGolden(join(golden, 'drift-found.txt'), text)
  })

  it('tells many foreign keys below a prefix by their number', () => {
    const folded = [
      { prefix: '/config/block/', keys: 50_000, revision: 812 },
      { prefix: '/config/books/', keys: 21, revision: 7, owner: { workspace: 'books', environment: 'prod' } },
    ]
    const entries = [{ key: '/config/x', kind: 'foreign', revision: 3 } as const]
    const text = renderDrift(
      { ...lab, report: { checked: 1, ignored: 0, unmatched: [], entries, folded } },
      plainPaint,
    )
    expect(text).toContain('0 modified, 0 deleted, 50022 foreign')
    expect(text).toContain('/config/block/  50,000 foreign keys below it, the newest at revision 812 (--all)')
    expect(text).toContain('21 foreign keys below it, of books (prod), the newest at revision 7 (--all)')
  })

  it('of a key whose name a shell would take apart quotes it', () => {
    const entries = [{ key: "/config/it's", kind: 'leased', lease } as const]
    const report = { checked: 1, ignored: 0, unmatched: [], entries }
    const text = renderDrift({ ...lab, report }, plainPaint)
    expect(text).toContain(String.raw`etcdctl put '/config/it'\''s' --ignore-value`)
  })
})
