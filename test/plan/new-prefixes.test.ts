import { expect, it } from 'vitest'
import { newPrefixesOf } from '../../src/plan/checks/new-prefixes.ts'

const environment = { prefix: '/site' }

it.each<[string, readonly string[], readonly string[] | undefined, readonly string[] | undefined]>([
  ['nothing of that of the components', ['/site/config/'], undefined, undefined],
  ['any other, before the first apply', ['/site/config/', '/site/services/'], undefined, ['/site/services/']],
  ['none that was managed', ['/site/services/'], ['/site/services/'], undefined],
  ['none inside one that was', ['/site/services/a/'], ['/site/services/'], undefined],
  ['one around those that were', ['/site/'], ['/site/config/', '/site/a/'], ['/site/']],
])('of managed prefixes a reviewer is told %s', (_, managedPrefixes, before, expected) => {
  const live = before === undefined ? {} : { managedPrefixes: before }
  expect(newPrefixesOf({ managedPrefixes, environment }, live).newPrefixes).toEqual(expected)
})
