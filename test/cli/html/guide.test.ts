import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../../../src/model/index.ts'
import { appia } from '../../support/appia.ts'
import { copyWorkspace } from '../../support/workspace.ts'

const root = join(import.meta.dirname, '../../..')
const guide = readFileSync(join(root, 'docs/review.md'), 'utf8')
const commands = [...guide.matchAll(/^npx appia ([^>\n]+)(?:> (\S+))?$/gm)].map(([, words = '', file]) => ({
  words: words.trim().split(' '),
  file,
}))

it('docs/review.md shows commands that do what it says', async () => {
  const workspace = copyWorkspace()
  const pages = new Map<string, string>()
  for (const { words, file } of commands) {
    const ran = await appia(words, workspace)
    expect([words, ran.exitCode, ran.stderr]).toEqual([words, exitCodes.done, ''])
    if (file !== undefined) pages.set(file, ran.stdout)
    if (words[0] === 'apply') {
      workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
      workspace.edit('configs/channels.ts', 'port: 5571', 'port: 5581')
    }
  }
  const planned = ['plan.html', 'saved.html']
  expect([...pages.keys()]).toEqual([...planned, 'history.html', 'diff.html', 'drift.html'])
  for (const page of pages.values()) expect(page).toMatch(/^<!doctype html>/)
  expect(pages.get('history.html')).toContain('<h1>Newest: @1, apply</h1>')
  expect(pages.get('diff.html')).toContain('<h1>No difference</h1>')
  expect(pages.get('drift.html')).toContain('<h1>Nothing was changed outside</h1>')
  for (const page of planned.map((file) => pages.get(file) ?? '')) {
    expect(page).toContain('<h1>2 keys updated, none deleted</h1>')
    expect(page).toContain('<code>ml.thresholds.level2_ddos</code>')
    expect(page).toContain('<code>ddos: <mark>0.8</mark>,</code>')
  }
  expect(pages.get('plan.html')).toContain('<path class="edge changed"')
  expect(pages.get('saved.html')).not.toContain('<path class="edge')
})

it('a saved plan has no lines of sources that are others by now', async () => {
  const workspace = copyWorkspace()
  await appia(['plan', '-o', 'a.plan.json'], workspace)
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.9,')
  const { stdout } = await appia(['show', 'a.plan.json', '--format', 'html'], workspace)
  expect(stdout).toMatch(/<span class="at">configs\/thresholds\.ts:4:\d+<\/span>/)
  expect(stdout).not.toContain('<span class="at">configs/thresholds.ts:4</span>')
})

it('a plan that cannot be applied gives a page that says why, and the exit code of the plan', async () => {
  const workspace = copyWorkspace(join(root, 'examples/minimal'))
  await appia(['apply', '--yes'], workspace)
  const [head, tail] = [
    "import { workspace } from 'appia'",
    "environments: { local: { store: 'embedded' } } })",
  ]
  workspace.write(
    'configs/index.ts',
    `${head}\nexport default workspace({ name: 'minimal', components: {}, ${tail}\n`,
  )
  const ran = await appia(['plan', '--format', 'html'], workspace)
  expect([ran.exitCode, ran.stdout.split('\n')[0]], ran.stderr).toEqual([
    exitCodes.refused,
    '<!doctype html>',
  ])
  expect(ran.stdout).toContain('<h1>This plan cannot be applied</h1>')
})

it('places are links to the forge where it is known', async () => {
  const workspace = copyWorkspace()
  const link = ['--source-link', 'https://git.example.com/x/{path}#L{line}']
  const ran = await appia(['plan', '--format', 'html', ...link], {
    ...workspace,
    variables: { GITHUB_SHA: 'a'.repeat(40) },
  })
  expect(ran.stdout).toContain('href="https://git.example.com/x/')
  expect(ran.stdout).toMatch(/configs\/thresholds\.ts#L4"/)
})
