import { expect, it } from 'vitest'
import { hrefOf, routeOf } from '../../src/dashboard/page/route.ts'

it.each(['@3', '17', 'live', '/a b', '%', '#x', '<b>'])('an address holds %s and gives it back', (state) => {
  expect(routeOf(hrefOf('diff', state, 'live'))).toEqual({ view: 'diff', rest: [state, 'live'] })
})

it.each(['', '#', '#/', '#/nowhere', '#/__proto__', '#/%E0%A4%A'])('%s is the overview', (hash) => {
  expect(routeOf(hash).view).toBe('overview')
})
