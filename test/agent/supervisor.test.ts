import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSupervisor } from '../../src/agent/index.ts'
import { until } from '../client/site.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'appia-notify-'))
  // Notes what it is told, as systemd would hear it.
  writeFileSync(join(folder, 'notify'), `#!/bin/sh\nprintf '%s\\n' "$@" >>"${folder}/told"\n`, {
    mode: 0o755,
  })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const told = () =>
  existsSync(join(folder, 'told')) ? readFileSync(join(folder, 'told'), 'utf8').trim().split('\n') : []
const open = (environment: { [name: string]: string }) => openSupervisor(environment, join(folder, 'notify'))

it('the service manager hears how the agent stands, in order, and of many states the newest', async () => {
  const supervisor = open({ NOTIFY_SOCKET: '/run/notify' })
  supervisor.ready()
  for (let n = 0; n <= 50; n++) supervisor.status(`${n} in effect`)
  supervisor.reloading()
  supervisor.ready()
  supervisor.stopping()
  await supervisor.close()
  expect(told()).toEqual(['READY=1', 'STATUS=50 in effect', 'RELOADING=1', 'READY=1', 'STOPPING=1'])
})

it('the watchdog is fed as often as it asks, until the end', async () => {
  const supervisor = open({
    NOTIFY_SOCKET: '/run/notify',
    WATCHDOG_USEC: '20000',
    WATCHDOG_PID: String(process.pid),
  })
  await until('it was fed', () => told().length >= 2)
  await supervisor.close()
  expect(new Set(told())).toEqual(new Set(['WATCHDOG=1']))
})

it.each([
  ['no manager', {}],
  [
    'a watchdog of another process',
    { NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '1000', WATCHDOG_PID: '1' },
  ],
  ['a watchdog without a time', { NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: 'soon' }],
])('with %s nothing is run for a watchdog', async (_, environment) => {
  const supervisor = open(environment as { [name: string]: string })
  if (!('NOTIFY_SOCKET' in environment)) supervisor.ready()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await supervisor.close()
  expect(told()).toEqual([])
})

it('a program that is not there stops nobody', async () => {
  const supervisor = openSupervisor({ NOTIFY_SOCKET: '/run/notify' }, join(folder, 'absent'))
  supervisor.ready()
  await supervisor.close()
})
