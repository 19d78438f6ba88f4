import { describe, expect, it } from 'vitest'
import { formText, sealedAsBeforeLine, secretLines } from '../../src/cli/render/plan/plan-secrets.ts'
import type { Change, DocumentSecret } from '../../src/model/index.ts'

const source = { from: 'env', variable: 'DB_PW' } as const
const recipients = { 'shop@gw-01': 'age1a', 'shop@gw-02': 'age1b' }

const lines = (...secrets: Partial<DocumentSecret>[]) => {
  const whole = secrets.map((each) => ({ pointer: '/pw', name: 'pw', source, ...each }))
  return secretLines({ after: { secrets: whole } } as unknown as Change, { showAll: false })
}
const sealed = (rest: Partial<DocumentSecret> = {}) => lines({ as: 'sealed', recipients, ...rest })
const anew =
  "  · secret('pw') from environment variable DB_PW: sealed anew at apply for shop@gw-01, shop@gw-02"

describe('a plan says of a sealed secret', () => {
  it('who can open it, and who of them is new, gone or has another key', () => {
    expect(sealed()).toEqual([anew.replace(' anew', '')])
    expect(sealed({ recipientsBefore: recipients })).toEqual([anew])
    expect(sealed({ recipientsBefore: { 'shop@gw-01': 'age1a' } })).toEqual([`${anew} (joins: shop@gw-02)`])
    expect(sealed({ recipientsBefore: { ...recipients, 'shop@gw-03': 'age1c' } })).toEqual([
      `${anew} (leaves: shop@gw-03)`,
    ])
    expect(sealed({ recipientsBefore: { 'shop@gw-01': 'age1x', 'shop@gw-09': 'age1y' } })).toEqual([
      `${anew} (joins: shop@gw-02; leaves: shop@gw-09; another recipient: shop@gw-01)`,
    ])
  })

  it('that it stays as it is, and that nobody compared it with its source', () => {
    expect(sealed({ keptFrom: '/pw' })).toEqual(['  · 1 secret stays as it is live'])
    expect(sealedAsBeforeLine(0)).toEqual([])
    expect(sealedAsBeforeLine(1)).toEqual([
      'sealed  1 secret stays as it is sealed, not compared with its source (--reseal NAME)',
    ])
    expect(sealedAsBeforeLine(2)).toEqual([
      'sealed  2 secrets stay as they are sealed, not compared with their sources (--reseal NAME)',
    ])
  })

  it('in an explanation too, for whom it is', () => {
    const secret = { pointer: '/pw', name: 'pw', source }
    expect(formText({ ...secret, as: 'sealed', recipients })).toBe(
      'sealed by an apply for shop@gw-01, shop@gw-02',
    )
    expect(formText({ ...secret, as: 'plain' })).toBe('written as it is by an apply')
  })

  it('nothing of the kind of one that is written as it is', () => {
    expect(lines({ as: 'plain' })).toEqual([
      "  · secret('pw') from environment variable DB_PW: resolved at apply",
    ])
  })
})
