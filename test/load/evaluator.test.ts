import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { collect, type Evaluator, startEvaluator } from '../../src/load/evaluator/run.ts'
import { packageFiles } from '../../src/load/package-files.ts'
import { workspaceFolder } from './workspace-folder.ts'

describe('an evaluator that dies at its start', () => {
  it.each([
    ['throw new Error("Access to this API has been restricted")', 'Access to this API has been restricted'],
    ['import "./nothing.mjs"', 'Cannot find module'],
    ['process.exit(3)', 'exit 3'],
  ])('by %s is told in one sentence with the version of Node', async (program, reason) => {
    const evaluator = join(workspaceFolder({ 'evaluator.mjs': program }), 'evaluator.mjs')
    const evaluation = startEvaluator({ evaluator, prelude: '', memoryMegabytes: 64 }).evaluate({
      script: '""',
      timeoutMilliseconds: 1_000,
    })
    const { name, message } = await evaluation.then(
      () => new Error('it answered'),
      (error: Error) => error,
    )
    expect(name).toBe('ChildProcessError')
    expect(message).toMatch(
      `the evaluator does not start on Node ${process.versions.node} (${process.execPath}): `,
    )
    expect(message).toContain(reason)
    expect(message).not.toContain('\n')
  })
})

const prelude = 'const _$own = { lastSiteNumber: () => 7 }'
/** Takes a while, and then answers. */
const busy = `(() => { let sum = 0; for (let step = 0; step < 1e8; step++) sum += step; return '{"kind":"done"}' })()`
const endless = 'for (;;) {}'
/** A loop inside the language, which nothing interrupts. */
const deaf = `Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)`

describe('the time of an evaluation', () => {
  it('is that of the processor: a child that was left waiting is not late', async () => {
    const evaluator = start()
    const evaluation = evaluator.evaluate({ script: busy, timeoutMilliseconds: 1_500 })
    signal(evaluator, 'SIGSTOP')
    await pause(2_000)
    signal(evaluator, 'SIGCONT')
    expect(await evaluation).toEqual({ kind: 'done' })
  })

  it.each([
    [endless, 7],
    [deaf, 0],
  ])('is over in a loop for ever, inside the language too: %s', async (script, site) => {
    expect(await start().evaluate({ script, timeoutMilliseconds: 200 })).toEqual({ kind: 'timeout', site })
  })

  it('does not go on for ever where there is next to none', async () => {
    const work = { script: endless, timeoutMilliseconds: 10_000, patienceMilliseconds: 300 }
    await expect(start().evaluate(work)).rejects.toThrow('the evaluator did not finish within 0.3 s')
  })
})

describe('what an evaluation answers', () => {
  it.each([
    [20, 0],
    [21, 1],
  ])('of %i characters, where 20 are taken, is too much %i times', async (characters, times) => {
    let full = 0
    const text = await collect(
      Readable.from([Buffer.alloc(15, 'a'), Buffer.alloc(characters - 15, 'b')]),
      () => full++,
      20,
    )
    expect(full).toBe(times)
    expect(text.length).toBe(times === 0 ? characters : 15)
  })
})

describe('an evaluator that others end', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s was killed, and had no endless loop', async (name) => {
    const evaluator = start()
    const evaluation = evaluator.evaluate({ script: endless, timeoutMilliseconds: 10_000 })
    await pause(300)
    signal(evaluator, name)
    await expect(evaluation).rejects.toThrow(`the evaluator was killed from outside (${name})`)
  })
})

function start(): Evaluator {
  const { evaluator } = packageFiles()
  return startEvaluator({ evaluator, prelude, memoryMegabytes: 64 })
}

function signal({ pid }: Evaluator, name: NodeJS.Signals): void {
  process.kill(pid ?? 0, name)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
