import { describe, expect, it } from 'vitest'
import { disarm } from '../../../src/cli/render/text/plain-text.ts'
import { hostilePlan, hostileSources, hostileTopology } from '../../e2e/report/hostile-plan.ts'
import { longPlan, longSources } from '../../e2e/report/long-plan.ts'
import { busyPlan, interfacesAt, planOf, update } from '../sample-plans.ts'
import { pageOf } from './page-of.ts'

const hostilePage = pageOf(hostilePlan, { sources: hostileSources, topology: hostileTopology })

describe('a plan as a page', () => {
  it('has the same bytes for the same plan, and needs less than 40 KiB beside it', () => {
    const page = pageOf(busyPlan)
    expect(pageOf(structuredClone(busyPlan))).toBe(page)
    expect(pageOf(planOf({})).length).toBeLessThan(40 * 1024)
  })

  it('is printed as it is: nothing in it steers a terminal or is a command to a CI system', () => {
    const commands = update('/config/a/json', [
      { pointer: '/a', from: '##[group]', to: '\n::error::x ##vso[task]', effect: 'live' },
    ])
    for (const page of [hostilePage, pageOf(planOf({ changes: [commands] }))])
      expect(disarm(page, { isPainted: false })).toBe(page)
  })

  it('allows no script and no style but its own, by their hashes, and no address at all', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(hostilePage) ?? []
    expect(policy.split('; ').map((rule) => rule.replace(/sha256-[\w+/=]{44}/, 'HASH'))).toEqual([
      ...["default-src 'none'", "script-src 'HASH'", "style-src 'HASH'", "base-uri 'none'"],
      ...["form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"],
    ])
  })

  it('quotes sources with the lines around a place, and hides private keys in them', () => {
    const source =
      "export const key = `-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----`\n\nmode: 'x'\n"
    const at = { file: 'configs/key.ts', line: 1, column: 20, length: 10 }
    const changes = [
      update('/config/a/json', [{ pointer: '/a', from: 1, to: 2, effect: 'live', at: { ...at, line: 5 } }]),
      update('/config/b/json', [{ pointer: '/a', from: 1, to: 2, effect: 'live', at }]),
    ]
    const page = pageOf(planOf({ changes }), { sources: { [at.file]: source } })
    expect(page).toContain('configs/key.ts:5')
    expect(page).not.toContain('MIIEvQ')
  })

  it('names a place without its line where the source is another by now', () => {
    expect(pageOf(busyPlan)).toContain(`<span class="at">${interfacesAt.file}:4:3</span>`)
  })

  it('has a secret by its name alone', () => {
    const leaf = { pointer: '/password', effect: 'restart', isSecret: true } as const
    const changes = [
      update('/config/a/json', [{ ...leaf, from: { $secret: null }, to: { $secret: 'db-password' } }], {
        password: { $secret: 'db-password' },
        other: { $secret: 'token' },
      }),
    ]
    const page = pageOf(planOf({ changes }))
    expect(page).toContain("<code>secret('db-password')</code>")
    expect(page).toContain('"secret(\'token\')"')
  })

  it('says first why a plan cannot be applied', () => {
    const page = pageOf(busyPlan, {
      problems: [
        { code: 'takes-over', severity: 'error', message: 'exists & is foreign', help: '--take-over KEY' },
        { code: 'takes-over', severity: 'warning', message: 'look here' },
      ],
    })
    expect(page).toContain('<h1>This plan cannot be applied</h1>')
    expect(page).toContain('<span>exists &amp; is foreign · --take-over KEY</span>')
    expect(page).toContain('<dt>warning</dt><dd>look here</dd>')
  })

  it('folds what stays between what changes, in the order of the document', () => {
    const value = { a: 1, b: { c: 2, d: [3, { e: 4 }] }, f: 5 }
    const changes = [update('/config/a/json', [{ pointer: '/b/c', from: 1, to: 2, effect: 'live' }], value)]
    const [body = ''] = pageOf(planOf({ changes })).split('<script')
    const rows = body.match(/(1 value|\d+ values) unchanged|<code>b\.c<\/code>/g)
    expect(rows).toEqual(['1 value unchanged', '<code>b.c</code>', '3 values unchanged'])
  })

  it('gives the first of many changes to readers without scripts, and says how many there are', () => {
    const page = pageOf(longPlan(10_000), { sources: longSources })
    expect(page.match(/<article /g)).toHaveLength(40)
    expect(page).toContain('The others need the script of this page: 9,960 of 10,000 keys.')
  })
})
