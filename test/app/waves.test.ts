import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { applySources } from '../../src/app/apply/index.ts'
import { type Context, Failure, type Question } from '../../src/app/index.ts'
import { listHistory } from '../../src/app/state/index.ts'
import { type AppliedAll, applyAll, digestOfAll, planAll, soundPlans } from '../../src/app/waves/index.ts'
import { exitCodes } from '../../src/model/index.ts'
import { writeEmbedded } from '../cli/write-embedded.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { contextIn, reviewer } from './a-context.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const four = `environments: {
  last: { store: 'embedded', wave: 3 },
  dev: { store: 'embedded' },
  east: { store: 'embedded', prefix: '/east', wave: 2 },
  west: { store: 'embedded', prefix: '/west', wave: 2 },
}`

let workspace: TestWorkspace
let heard: string[]

beforeEach(() => {
  workspace = withEnvironments(four)
  heard = []
})

function withEnvironments(text: string): TestWorkspace {
  const copy = copyWorkspace(example)
  copy.edit('configs/index.ts', "environments: { local: { store: 'embedded' } }", text)
  return copy
}

/** Applies all; `answer` is given to each question. */
async function apply(
  context: Context,
  {
    approved,
    answer = async () => {},
  }: { approved?: string; answer?: (question: Question) => Promise<void> } = {},
): Promise<AppliedAll> {
  return await applyAll({ rollout: {}, ...(approved !== undefined && { approved }) }, context, {
    show: ({ environments }) => void heard.push(environments.map(({ environment }) => environment).join(' ')),
    agree: async (question) => {
      heard.push(`${question.environment} (${question.storeName})?`)
      await answer(question)
    },
    tell: async ({ environment, result }) => {
      heard.push(`${environment} ${result instanceof Error ? result.message : result.kind}`)
    },
  })
}

/** How many applies each environment has had. */
async function counts(names = ['dev', 'east', 'west', 'last']): Promise<number[]> {
  const histories = names.map((environment) =>
    listHistory(20, { ...contextIn(workspace.directory), environment }),
  )
  return (await Promise.all(histories)).map(({ length }) => length)
}

async function digestNow(): Promise<string> {
  const all = await planAll({ areSecretsResolved: false }, contextIn(workspace.directory))
  return digestOfAll([...(soundPlans(all)?.values() ?? [])].map(({ plan }) => plan))
}

describe('all environments are applied', () => {
  it('wave by wave, each asked for once, the environments of a wave in the order of the sources', async () => {
    const done = await apply(contextIn(workspace.directory))
    expect(heard).toEqual([
      'dev east west last',
      ...['dev (wave 1)?', 'dev outcomes'],
      ...['east, west (wave 2)?', 'east outcomes', 'west outcomes'],
      ...['last (wave 3)?', 'last outcomes'],
    ])
    expect(done).toMatchObject({ kind: 'ended', notReached: [] })
    expect(await counts()).toEqual([1, 1, 1, 1])
  })

  it('where there is something to apply: nobody is asked about the others', async () => {
    await apply(contextIn(workspace.directory))
    await writeEmbedded({ workspace }, 'west')('/west/config/worker/json', (text) => text.replace('20', '21'))
    heard = []
    await apply(contextIn(workspace.directory))
    expect(heard).toEqual([
      'dev east west last',
      'dev nothing-to-apply',
      ...['west (wave 2)?', 'east nothing-to-apply', 'west outcomes'],
      'last nothing-to-apply',
    ])
  })

  it('until one fails: what was edited after it was planned is not written over, and no later wave is begun', async () => {
    const edit = async ({ environment }: Question) => {
      if (environment === 'east, west')
        await writeEmbedded({ workspace }, 'east')('/east/config/api/json', () => '{}')
    }
    const done = await apply(contextIn(workspace.directory), { answer: edit })
    expect(done).toMatchObject({
      kind: 'ended',
      ended: [
        { environment: 'dev', result: { outcomes: [{ kind: 'applied' }] } },
        { environment: 'east', result: { outcomes: [{ kind: 'stale' }] } },
      ],
      notReached: ['west', 'last'],
    })
    expect(await counts()).toEqual([1, 0, 0, 0])
  })

  it('until somebody says no, or Ctrl-C', async () => {
    const refusal = new Failure(exitCodes.refused, 'no')
    const refuse = async ({ storeName }: Question) => {
      if (storeName === 'wave 2') throw refusal
    }
    await expect(apply(contextIn(workspace.directory), { answer: refuse })).rejects.toBe(refusal)
    expect(await counts()).toEqual([1, 0, 0, 0])

    const controller = new AbortController()
    const context = { ...contextIn(workspace.directory), signal: controller.signal }
    const interrupt = async () => controller.abort()
    const done = await apply(context, { answer: interrupt })
    expect(done).toMatchObject({ kind: 'ended', notReached: ['west', 'last'] })
    expect(await counts()).toEqual([1, 0, 0, 0])
  })
})

describe('nothing is applied anywhere', () => {
  it('where one environment cannot be reached', async () => {
    workspace = withEnvironments(
      four.replace("last: { store: 'embedded'", "last: { endpoints: ['127.0.0.1:1']"),
    )
    const done = await apply(contextIn(workspace.directory, { isAgreed: true }))
    expect(done).toMatchObject({ kind: 'not-planned' })
    expect(
      done.all.environments.map(({ planned }) => planned instanceof Failure && planned.exitCode),
    ).toEqual([...[false, false, false], exitCodes.unreachable])
    expect(heard).toEqual([])
    expect(await counts(['dev', 'east', 'west'])).toEqual([0, 0, 0])
  })

  it('where one does not take its plan', async () => {
    await writeEmbedded({ workspace }, 'last')('/config/api/json', () => '{"theirs":1}')
    const done = await apply(contextIn(workspace.directory, { isAgreed: true }))
    expect(done).toMatchObject({ kind: 'not-planned' })
    expect(soundPlans(done.all)).toBeUndefined()
    expect(await counts()).toEqual([0, 0, 0, 0])
  })

  it('where one is protected, unless what was approved are these very plans', async () => {
    workspace = withEnvironments(four.replace('wave: 3', 'wave: 3, protected: true'))
    const context = contextIn(workspace.directory, { isAgreed: true })
    expect((await apply(context)).kind).toBe('not-planned')
    const approved = await digestNow()
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    const now = await digestNow()
    expect(now).not.toBe(approved)
    expect(await apply(context, { approved })).toMatchObject({ kind: 'not-approved', digest: now })
    expect(await counts()).toEqual([0, 0, 0, 0])
    expect(await apply(context, { approved: now.slice(0, 8) })).toMatchObject({
      kind: 'ended',
      notReached: [],
    })
    expect(await counts()).toEqual([1, 1, 1, 1])
  })
})

describe('nothing is applied anywhere though only the last environment would refuse it', () => {
  const agreed = () => contextIn(workspace.directory, { isAgreed: true })
  const last = () => ({ ...agreed(), environment: 'last' })

  function failureOfLast({ kind, all }: AppliedAll): Failure {
    expect(kind).toBe('not-planned')
    const planned = all.environments.find(({ environment }) => environment === 'last')?.planned
    if (!(planned instanceof Failure)) throw new Error('last could be planned')
    return planned
  }

  it('where an apply there waits to be confirmed', async () => {
    const { reviewer: agreeing } = reviewer()
    await applySources(last(), agreeing, { confirmWithinSeconds: 3600 })
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    const failure = failureOfLast(await apply(agreed()))
    expect(failure).toMatchObject({
      exitCode: exitCodes.conflict,
      message: 'what waits to be confirmed is @1, by anna@laptop',
      help: 'let it stand: appia confirm 1 --env last\ntake it back: appia rollback --env last',
    })
    expect(await counts()).toEqual([0, 0, 0, 1])
  })

  it('where what was applied there is of a newer commit', async () => {
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
        cwd: workspace.directory,
      })
    git('init', '-q')
    git('add', '.')
    git('commit', '-qm', 'one')
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    git('commit', '-qam', 'two')
    const { reviewer: agreeing } = reviewer()
    expect(await applySources(last(), agreeing)).toMatchObject({ outcomes: [{ kind: 'applied' }] })
    git('checkout', '-q', 'HEAD~1')
    expect(failureOfLast(await apply(agreed())).message).toMatch(
      /^these sources are of commit .*, older than /,
    )
    expect(await counts()).toEqual([0, 0, 0, 1])
  })

  it('where a secret of what was approved cannot be read there', async () => {
    const at = (name: string, wave: number) =>
      `${name}: { store: 'embedded', wave: ${wave}, secrets: { 'catalog-db': fromEnv('PASSWORD_OF_${name}') } },`
    workspace = copyWorkspace(join(example, '../fleet'))
    workspace.edit(
      'configs/index.ts',
      /environments: \{[\s\S]*\n {2}\},/,
      `environments: { ${at('dev', 1)} ${at('last', 2)} },`,
    )
    const variables = { PASSWORD_OF_dev: 'for-development-only' }
    const approved = await digestNow()
    await expect(apply({ ...agreed(), variables }, { approved })).rejects.toMatchObject({
      message: 'last cannot be planned\n',
      diagnostics: [{ code: 'secret-unresolved', message: expect.stringContaining('PASSWORD_OF_last') }],
    })
    expect(await counts(['dev', 'last'])).toEqual([0, 0])
    const all = { ...variables, PASSWORD_OF_last: 'for-production' }
    expect(await apply({ ...agreed(), variables: all }, { approved })).toMatchObject({ kind: 'ended' })
    expect(await counts(['dev', 'last'])).toEqual([1, 1])
  })
})

it('sources that break meanwhile end it, and what was applied before is told', async () => {
  const spoil = async ({ storeName }: Question) => {
    if (storeName === 'wave 2') workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(')
  }
  const done = await apply(contextIn(workspace.directory), { answer: spoil })
  expect(done).toMatchObject({
    kind: 'ended',
    ended: [
      { environment: 'dev' },
      { environment: 'east', result: { message: 'the sources have errors by now' } },
    ],
    notReached: ['west', 'last'],
  })
})

describe('which environments there are', () => {
  it('the embedded ones are left out of a job of CI', async () => {
    const mixed = four.replace("dev: { store: 'embedded'", "dev: { endpoints: ['127.0.0.1:1']")
    const context = { ...contextIn(withEnvironments(mixed).directory), variables: { CI: 'true' } }
    const all = await planAll({ areSecretsResolved: false }, context)
    expect(all).toMatchObject({
      waves: [{ number: 1, environments: ['dev'] }],
      leftOut: ['last', 'east', 'west'],
    })
  })

  it.each([
    ['an environment was named', { environment: 'dev' }],
    ['an etcd was named for all', { endpoints: '127.0.0.1:2379' }],
    ['a variable names an etcd for all', { variables: { ETCDCTL_ENDPOINTS: '127.0.0.1:2379' } }],
  ])('refused: %s', async (_, given) => {
    const asked = planAll({ areSecretsResolved: false }, { ...contextIn(workspace.directory), ...given })
    await expect(asked).rejects.toMatchObject({ exitCode: exitCodes.usage })
  })
})
