import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { runtimeComplaint } from '../../src/cli/runtime.ts'
import { exitCodes } from '../../src/model/index.ts'
import { workspaceFolder } from '../load/workspace-folder.ts'
import { appia } from '../support/appia.ts'

describe('a runtime', () => {
  it.each([
    ['18.20.8', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['21.7.3', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['23.0.0', true],
    ['26.12.1', true],
  ])('%s is enough: %s', (version, isEnough) => {
    expect(runtimeComplaint(version, '/usr/bin/node') === undefined).toBe(isEnough)
  })

  it('is what package.json promises', () => {
    expect(packageJson.engines.node).toBe('^20.19.0 || >=22.12.0')
  })

  it('that is too old is one sentence with its version', async () => {
    const directory = workspaceFolder({
      'old.cjs':
        "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.1' } })",
    })
    const ran = await appia(['check'], { directory, variables: requiring(directory, 'old.cjs') })
    expect(ran).toEqual({
      exitCode: exitCodes.error,
      stdout: '',
      stderr: `error: appia needs Node 22.12 or newer, or the line 20 from 20.19 on; this is Node 20.11.1 (${process.execPath})\n`,
    })
  })

  it('with news about itself says nothing; other warnings are shown', async () => {
    const directory = workspaceFolder({
      'warn.cjs': `process.on('newListener', (event) => event === 'warning' && setImmediate(() => {
  for (const type of ['ExperimentalWarning', 'DeprecationWarning', 'Warning']) process.emitWarning('from ' + type, { type })
}))`,
    })
    const { stderr } = await appia(['--version'], { directory, variables: requiring(directory, 'warn.cjs') })
    expect(stderr.match(/from \w+/g)).toEqual(['from Warning'])
  })
})

function requiring(directory: string, file: string): Record<string, string> {
  return { NODE_OPTIONS: `--require=${join(directory, file)}` }
}
