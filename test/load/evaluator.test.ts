import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startEvaluator } from '../../src/load/evaluator/run.ts'
import { workspaceFolder } from './workspace-folder.ts'

describe('an evaluator that dies at its start', () => {
  it.each([
    ['throw new Error("Access to this API has been restricted")', 'Access to this API has been restricted'],
    ['import "./nothing.mjs"', 'Cannot find module'],
    ['process.exit(3)', 'exit 3'],
    ['process.kill(process.pid, "SIGTERM")', 'exit SIGTERM'],
  ])('by %s is told in one sentence with the version of Node', async (program, reason) => {
    const evaluator = join(workspaceFolder({ 'evaluator.mjs': program }), 'evaluator.mjs')
    const evaluation = startEvaluator({ evaluator, memoryMegabytes: 64 }).evaluate({
      script: '""',
      timeoutMilliseconds: 1_000,
    })
    const { name, message } = await evaluation.then(
      () => new Error('it answered'),
      (error: Error) => error,
    )
    expect(name).toBe('EvaluatorError')
    expect(message).toMatch(
      `the evaluator does not start on Node ${process.versions.node} (${process.execPath}): `,
    )
    expect(message).toContain(reason)
    expect(message).not.toContain('\n')
  })
})
