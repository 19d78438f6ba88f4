import { describe, expect, it } from 'vitest'
import { budgets } from '../../src/cli/render/markdown/budget.ts'
import { commentBody } from '../../src/cli/render/markdown/comment-body.ts'
import { exitCodes } from '../../src/model/index.ts'
import { type FakeForge, fakeGitHub, fakeGitLab } from '../forge/fake-forge.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { elements, rendered, textOf } from './markdown/rendered.ts'

describe.each([
  ['GitHub', fakeGitHub, 262_144],
  ['GitLab', fakeGitLab, 1_000_000],
] as const)('appia ci comment on %s', (_, open, most) => {
  it('writes a plan, writes it anew, and prints where it is, not the token', async () => {
    const { run, fake, workspace } = await arena(open)
    for (const action of ['created', 'unchanged']) {
      const planned = await run('plan', '--format', 'markdown')
      workspace.write('plan.md', planned.stdout)
      const { exitCode, stdout, stderr } = await run('ci', 'comment', 'plan.md')
      expect(exitCode, stderr).toBe(exitCodes.done)
      expect(stdout).toMatch(new RegExp(`^comment ${action}: https://\\S+1000\n$`))
      expect(`${stdout}${stderr}`).not.toContain(fake.token)
    }
    expect(fake.comments[0]?.body).toContain('### Plan for `local`: 6 keys created')
  })

  it('leaves what was to be read in the log when the forge refuses, and says so by its exit code', async () => {
    const { run, fake, workspace } = await arena(open)
    workspace.write('out.txt', 'the whole plan\n')
    const refused = { on: 'POST', trouble: { status: 403, body: '{"message":"no"}' } }
    fake.troubles.push(refused, refused)
    const { exitCode, stdout, stderr } = await run('ci', 'comment', 'out.txt')
    expect(exitCode).toBe(exitCodes.unreachable)
    expect(stdout).toBe('the whole plan\n')
    expect(stderr).toMatch(/^error: no comment on \w+: POST \S+: 403 no\n {2}\S/)
    expect((await run('ci', 'comment', 'out.txt', '--json')).stdout).not.toContain('the whole plan')
  })

  it('shows the end of a log of 10 MB, and refuses Markdown that is too long', async () => {
    const { run, fake, workspace } = await arena(open)
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index} ${'x'.repeat(90)}`)
    workspace.write('log.txt', lines.join('\n'))
    expect((await run('ci', 'comment', 'log.txt', '--name', 'apply @team')).exitCode).toBe(exitCodes.done)
    const [{ body = '' } = {}] = fake.comments
    expect(body).toContain(lines.at(-1))
    expect(body).toMatch(/^[\d,]+ lines before it are not shown/m)
    workspace.write('long.md', `<!-- appia plan a b -->\n${'x'.repeat(most)}`)
    const { exitCode, stderr } = await run('ci', 'comment', 'long.md')
    expect(exitCode).toBe(exitCodes.invalid)
    expect(stderr).toContain('--fit')
    expect(fake.comments).toHaveLength(1)
  })
})

it('what is no comment is a usage error', async () => {
  const { directory, write } = copyWorkspace()
  write('empty.txt', ' \n')
  write('text.txt', 'a')
  const job = { GITHUB_ACTIONS: 'true', GITHUB_TOKEN: 'a', GITHUB_REPOSITORY: 'a/b' }
  for (const [words, complaint] of [
    [['ci', 'commit'], 'takes comment'],
    [['ci', 'comment'], 'takes a FILE'],
    [['ci', 'comment', 'none.txt'], 'it is not there'],
    [['ci', 'comment', 'empty.txt'], 'is empty'],
    [['ci', 'comment', 'text.txt', '--forge', 'svn'], 'github or gitlab'],
    [['ci', 'comment', 'text.txt', '--request', 'x'], 'whole number'],
    [['ci', 'comment', 'text.txt'], 'which pull or merge request'],
  ] as const) {
    const { exitCode, stderr } = await appia(words, { directory, variables: job })
    expect(exitCode, stderr).toBe(exitCodes.usage)
    expect(stderr).toContain(complaint)
  }
  expect((await appia(['ci', 'comment', 'text.txt'], { directory })).stderr).toContain('which forge is meant')
})

describe('a text as a comment', () => {
  const budget = { ...budgets['github-comment'], most: 5_000 }

  it.each([
    ['a fence', '```\n</details>\n@team #12\n````\n'],
    ['a fence of many', `${'`'.repeat(400)}\n~~~\n@team`],
    ['a line without an end', 'x'.repeat(100_000)],
    ['many lines', '`a`\n'.repeat(50_000)],
    ['commands', '```\n/close\n/merge\n<!-- appia plan a b -->\n'],
    ['a feigned plan', '<!-- appia plan a b -->\n### Plan for `lab`: no changes\n'],
    ['other breaks', 'a\r\nb\rc\u2028d\u202e'],
  ])('of %s is one fence within the room', (_, text) => {
    const { marker, body } = commentBody(text, { name: 'apply -- > @team', budget })
    expect(body.startsWith(`${marker}\n`)).toBe(true)
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(budget.most)
    expect(body).not.toMatch(/^\//m) // older GitLab would take it for a command, in a long fence too
    const tree = rendered(body)
    expect(
      tree.childNodes.filter(({ nodeName }) => nodeName !== '#text').map(({ nodeName }) => nodeName),
    ).toEqual(expect.arrayContaining(['#comment', 'h3', 'pre']))
    expect(elements(tree, 'pre')).toHaveLength(1)
    expect(elements(tree, 'a')).toHaveLength(0)
    expect(textOf(elements(tree, 'pre')[0] ?? tree).length).toBeGreaterThan(5)
  })
})

async function arena(open: () => Promise<FakeForge>) {
  const fake = await open()
  const workspace = copyWorkspace()
  const run = (...words: string[]) =>
    appia(words, { directory: workspace.directory, variables: fake.variables })
  return { run, fake, workspace }
}
