import { existsSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { StandbyEvaluator } from '../../src/load/index.ts'
import { until } from '../client/site.ts'
import { childProcesses, isRunning } from '../support/child-processes.ts'

const standby = new StandbyEvaluator()
const evaluators = (): number[] => childProcesses(process.pid, 'evaluator.mjs')
afterEach(async () => {
  await standby.close()
  await until('none is left', () => evaluators().length === 0, 60_000)
})

const work = { script: '"{}"', timeoutMilliseconds: 10_000 }

async function prepared(): Promise<number> {
  standby.prepare()
  standby.prepare()
  await until('one waits', () => evaluators().length > 0, 60_000)
  expect(evaluators()).toHaveLength(1)
  return evaluators()[0] ?? 0
}

it('each evaluation has a process of its own, which ends with it', { timeout: 120_000 }, async () => {
  const first = await prepared()
  const evaluator = await standby.take()
  expect(evaluator.pid).toBe(first)
  expect(await evaluator.evaluate(work)).toEqual({})
  await until('it has ended', () => !isRunning(first))
  expect(await prepared()).not.toBe(first)
})

it('one that somebody ends while it waits is replaced', { timeout: 120_000 }, async () => {
  const first = await prepared()
  process.kill(first, 'SIGKILL')
  await until('its end was noticed', () => !existsSync(`/proc/${first}`))
  const evaluator = await standby.take()
  expect(evaluator.pid).not.toBe(first)
  expect(await evaluator.evaluate(work)).toEqual({})
})

it('the one that waits ends when nobody will need it', { timeout: 120_000 }, async () => {
  const first = await prepared()
  await standby.close()
  await until('it has ended', () => !isRunning(first))
})
