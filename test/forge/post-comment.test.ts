import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type CommentRequest, postComment } from '../../src/app/ci/index.ts'
import { Failure } from '../../src/app/index.ts'
import { exitCodes } from '../../src/model/index.ts'
import { contextIn } from '../app/a-context.ts'
import { type FakeForge, fakeGitHub, fakeGitLab, type Trouble } from './fake-forge.ts'

const marker = '<!-- appia plan demo lab -->'
const body = `${marker}\n### Plan\n`

const forges = [
  { forge: 'github', open: fakeGitHub, us: 'github-actions[bot]', write: 'PATCH' },
  { forge: 'gitlab', open: fakeGitLab, us: 'project_42_bot', write: 'PUT' },
] as const

describe.each(forges)('a comment on $forge', ({ forge, open, us, write }) => {
  it('is written once, then written anew, then left alone', async () => {
    const fake = await open()
    expect(await post(fake)).toMatchObject({
      action: 'created',
      url: expect.stringMatching(/^https:.*1000$/),
    })
    expect(await post(fake, { body: `${body}other\n` })).toMatchObject({ action: 'updated' })
    expect(await post(fake, { body: `${body}other\n` })).toMatchObject({ action: 'unchanged' })
    expect(fake.comments.map(({ body }) => body.trim())).toEqual([`${body}other`])
    expect(fake.asked.filter((line) => line.startsWith(write))).toHaveLength(1)
  })

  it('is found on any page', async () => {
    const fake = await open()
    for (let index = 0; index < 250; index++)
      fake.comments.push({ id: index, body: `talk ${index}`, author: us })
    fake.comments.push({ id: 250, body: `${marker}\nold`, author: us })
    expect(await post(fake)).toMatchObject({ action: 'updated' })
    expect(fake.comments.at(-1)?.body.trim()).toBe(body.trim())
    expect(fake.comments).toHaveLength(251)
  })

  it('that was deleted between search and writing is written as a new one', async () => {
    const fake = await open()
    await post(fake)
    fake.troubles.push({ on: write, trouble: 'deleted' })
    expect(await post(fake, { body: `${body}other\n` })).toMatchObject({ action: 'created' })
    expect(fake.comments.map(({ body }) => body.trim())).toEqual([`${body}other`])
  })

  it('that jobs wrote twice at once tells of no older plan in either', async () => {
    const fake = await open()
    for (const id of [1, 2]) fake.comments.push({ id, body: `${marker}\n${id}`, author: us })
    expect(await post(fake)).toMatchObject({ action: 'updated', url: expect.stringMatching(/1$/) })
    expect(fake.comments.map(({ body }) => body.trim())).toEqual([body.trim(), body.trim()])
    expect(await post(fake)).toMatchObject({ action: 'unchanged' })
  })

  it('of somebody else is never taken for ours, nor one of another environment', async () => {
    const fake = await open()
    const others = [
      { id: 1, body: `${marker}\nforged`, author: 'mallory' },
      { id: 2, body: '<!-- appia plan demo lab%2Dtwo -->\n', author: us },
      { id: 3, body: `> ${marker}\nquoted`, author: us },
    ]
    fake.comments.push(...others.map((each) => ({ ...each })))
    expect(await post(fake)).toMatchObject({ action: 'created' })
    expect(fake.comments.slice(0, 3)).toEqual(others)
  })

  it('is put on the request by which a commit came in', async () => {
    const fake = await open()
    const { GITHUB_REF: _, CI_MERGE_REQUEST_IID: __, ...variables } = fake.variables
    const merged = { ...variables, GITHUB_SHA: '5eed', CI_COMMIT_SHA: '5eed' }
    expect(await post(fake, {}, merged)).toMatchObject({ action: 'created' })
    expect(fake.comments).toHaveLength(1)
    await expect(post(fake, {}, { ...merged, GITHUB_SHA: '0000', CI_COMMIT_SHA: '0000' })).rejects.toThrow(
      'no comment',
    )
  })

  it('is tried again after trouble that passes', async () => {
    const fake = await open()
    const passing: Trouble[] = [{ status: 502 }, { status: 429, headers: { 'retry-after': '0' } }, 'reset']
    fake.troubles.push(...passing.map((trouble) => ({ on: 'GET', trouble })))
    expect(await post(fake)).toMatchObject({ action: 'created' })
    expect(fake.troubles).toEqual([])
  })

  it('whose answer was lost is found, and not written twice', async () => {
    const fake = await open()
    fake.troubles.push({ on: 'POST', trouble: 'lost' })
    expect(await post(fake)).toMatchObject({ action: 'unchanged' })
    expect(fake.comments).toHaveLength(1)
  })

  it('is given up when the forge asks for more time than there is, or says nothing', async () => {
    const fake = await open()
    fake.troubles.push({
      on: 'GET',
      trouble: { status: 429, headers: { 'retry-after': '3600' }, body: 'Retry later' },
    })
    expect(await failure(post(fake))).toMatchObject({
      exitCode: exitCodes.unreachable,
      message: expect.stringMatching(
        /429 Retry later \(given up after 1 tries; it asks to wait for 3600 s\)/,
      ),
    })
    fake.troubles.push({ on: 'GET', trouble: 'silent' })
    expect(await failure(post(fake, { limit: 300 }))).toMatchObject({
      exitCode: exitCodes.unreachable,
      message: expect.stringContaining('no answer in time'),
    })
    expect(fake.comments).toEqual([])
  })

  it('that is refused says why and what is missing, and never the token', async () => {
    const fake = await open()
    const wrong = { ...fake.variables, GITHUB_TOKEN: 'ghs_wrong', GITLAB_TOKEN: 'ghs_wrong' }
    expect(await failure(post(fake, {}, wrong))).toMatchObject({
      exitCode: exitCodes.unreachable,
      message: expect.stringMatching(/: 401 (Bad credentials|401 Unauthorized)$/),
      help: expect.stringMatching(/permissions|scope/),
    })
    const echo = { status: 403, body: JSON.stringify({ message: `denied to ${fake.token}` }) }
    fake.troubles.push({ on: 'POST', trouble: echo })
    const refused = await failure(post(fake))
    expect(refused).toMatchObject({ exitCode: exitCodes.unreachable })
    expect(refused.message).toContain('403 denied to (token)')
    expect(await failure(post(fake, { request: 8 }))).toMatchObject({
      message: expect.stringContaining('404'),
      help: expect.stringContaining('--request'),
    })
  })

  it('that is longer than the forge takes is refused by it, and not tried again', async () => {
    const fake = await open()
    const most = forge === 'github' ? 262_144 : 1_000_000
    const filled = (length: number) => body.padEnd(length, 'x')
    expect(await post(fake, { body: filled(most) })).toMatchObject({ action: 'created' })
    const asked = fake.asked.length
    expect(await failure(post(fake, { body: filled(most + 1) }))).toMatchObject({
      exitCode: exitCodes.invalid,
      message: expect.stringContaining('is too long'),
    })
    expect(fake.asked.length - asked).toBeLessThanOrEqual(3)
  })

  it('follows nobody elsewhere with its token', async () => {
    const [fake, elsewhere] = [await open(), await open()]
    fake.troubles.push({ on: 'POST', trouble: { status: 307, headers: { location: elsewhere.address } } })
    expect((await failure(post(fake))).message).toContain(`moved to ${elsewhere.address}`)
    expect(elsewhere.asked).toEqual([])
    for (const address of ['http://forge.example/api', 'not an address']) {
      const variables = { ...fake.variables, GITHUB_API_URL: address, CI_API_V4_URL: address }
      expect(await failure(post(fake, {}, variables))).toMatchObject({ exitCode: exitCodes.usage })
    }
  })

  it('may be tried for longer than a timer counts', async () => {
    expect(await post(await open(), { limit: 90 * 86_400_000 })).toMatchObject({ action: 'created' })
  })

  it('is given up at once by who is interrupted', async () => {
    const fake = await open()
    const interruption = new AbortController()
    fake.troubles.push({ on: 'GET', trouble: { status: 429, headers: { 'retry-after': '15' } } })
    const posting = failure(post(fake, {}, fake.variables, interruption.signal))
    await vi.waitFor(() => expect(fake.troubles).toEqual([]))
    interruption.abort()
    expect(await posting).toMatchObject({ exitCode: exitCodes.interrupted })
  })

  it('is not tried with what is no token, which no message shows', async () => {
    const fake = await open()
    const token = 'ghs_secret\nwith a break'
    const refused = await failure(
      post(fake, {}, { ...fake.variables, GITHUB_TOKEN: token, GITLAB_TOKEN: token }),
    )
    expect(refused).toMatchObject({ exitCode: exitCodes.unreachable })
    expect(`${refused.message} ${refused.help}`).not.toContain('secret')
    const none = { ...fake.variables, GITHUB_TOKEN: '', GITLAB_TOKEN: '' }
    expect((await failure(post(fake, {}, none))).message).toContain('is not set')
    expect(fake.asked).toEqual([])
  })

  it('is not believed in by an answer of another shape', async () => {
    const fake = await open()
    fake.troubles.push({
      on: forge === 'github' ? 'GET /repos' : 'GET /projects',
      trouble: { status: 200, body: '{"proxy":"login"}' },
    })
    expect((await failure(post(fake))).message).toContain('an answer without a list')
  })

  async function post(
    fake: FakeForge,
    request: Partial<CommentRequest> = {},
    variables: Readonly<Record<string, string>> = fake.variables,
    signal = new AbortController().signal,
  ) {
    const context = { ...contextIn('/'), variables, signal }
    return await postComment({ forge, marker, body, limit: 20_000, ...request }, context)
  }
})

it.each([
  ['about a closed one', { action: 'closed', pull_request: { number: 7 } }],
  ['of a comment', { action: 'created', issue: { number: 7, pull_request: { url: '' } } }],
])('the request of an event %s is that of its file', async (_, event) => {
  const fake = await fakeGitHub()
  const folder = mkdtempSync(join(tmpdir(), 'appia-event-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'event.json')
  writeFileSync(file, JSON.stringify(event))
  const variables = { ...fake.variables, GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_PATH: file }
  await postComment({ forge: 'github', marker, body, limit: 20_000 }, { ...contextIn('/'), variables })
  expect(fake.comments).toHaveLength(1)
})

it('GitHub says 403 for too many requests too, and when they may begin again', async () => {
  const fake = await fakeGitHub()
  const context = { ...contextIn('/'), variables: fake.variables }
  const now = context.now().getTime() / 1000
  const limited = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 1_200) }
  fake.troubles.push({ on: 'GET /repos', trouble: { status: 403, headers: limited } })
  const refused = await failure(postComment({ forge: 'github', marker, body, limit: 20_000 }, context))
  expect(refused.message).toContain('it asks to wait for 1200 s')
})

async function failure(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Failure)
  return error as Failure
}
