import { join } from 'node:path'
import { expect, it } from 'vitest'

const schemaFile = join(import.meta.dirname, '../../src/agent/settings/agent.schema.json')
const script = new URL('../../scripts/quick-check.mjs', import.meta.url).href
const { quickCheckModule } = (await import(/* @vite-ignore */ script)) as {
  readonly quickCheckModule: (schemaFile: string) => string
}
const code = quickCheckModule(schemaFile)
const { quickCheck } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
  readonly quickCheck: (settings: unknown) => boolean
}
const withFile = (file: object) => ({ stateFolder: '/a', files: { app: file } })

it.each([
  [withFile({ path: '/etc/app.json' }), true],
  [withFile({ path: '/etc/app.json', reload: { signal: 'SIGHUP', pidFile: '/run/a' } }), true],
  [withFile({ path: '/etc/app.json', reload: { command: ['a', 'b'], within: 2.5 } }), true],
  [withFile({ path: 'relative' }), false],
  [withFile({ path: '/etc/app.json', reload: { signal: 'SIGKILL', pidFile: '/run/a' } }), false],
  [withFile({ path: '/etc/app.json', rlaod: {} }), false],
  [withFile({ path: '/etc/app.json', healthy: { command: [''] } }), false],
  [{ stateFolder: '/a' }, false],
  [{ stateFolder: '/a', folders: { a: { path: '/b', files: { '../c': {} } } } }, false],
])('what the build puts in the place of a validator says of %j: %s', (settings, isRight) => {
  expect(quickCheck(settings)).toBe(isRight)
})
