import { expect, it } from 'vitest'
import { type FakeForge, fakeGitHub } from '../forge/fake-forge.ts'
import { describeGroup, workflowToolsMissing } from '../support/groups.ts'
import { ciWorld } from './ci-world.ts'
import { type GitHubContext, type JobRun, runJob } from './github-runner.ts'
import { gitHubWorkflow, type WorkflowJob } from './workflow-files.ts'

const review = gitHubWorkflow('review').jobs
const apply = gitHubWorkflow('apply').jobs
const schedule = gitHubWorkflow('schedule').jobs
const job = (jobs: Readonly<Record<string, WorkflowJob>>, name: string) => jobs[name] as WorkflowJob

describeGroup(
  'etcd',
  workflowToolsMissing(),
  'the workflows of GitHub Actions, step by step on a real etcd',
  () => {
    it('check, plan, merge: what was shown is applied, and what was not is not', async () => {
      const { world, fake, on } = await arena()

      // the first pull request, as it should be
      const head = world.commit('ports', 'configs/thresholds.ts', (text) =>
        text.replace('ddos: 0.7,', 'ddos: 0.8,'),
      )
      const asked = on({ head })
      const checked = await succeed(runJob(job(review, 'check'), world, withoutSecrets(asked)))
      expect(checked.steps.every(({ exitCode }) => exitCode === 0)).toBe(true)
      const planned = await succeed(runJob(job(review, 'plan'), world, asked))
      const [comment] = fake.comments
      expect(planned.summary).toBe(comment?.body)
      expect(comment?.body).toContain('### Plan for `lab`: 2 keys updated, none deleted')
      expect(comment?.body).toContain(
        `](https://github.example/acme/gateways/blob/${head}/configs/thresholds.ts#L4)`,
      )
      await succeed(runJob(job(review, 'plan'), world, asked))
      expect(fake.comments).toHaveLength(1)

      const merge = world.merge('ports')
      fake.merged = { commit: merge, head }
      fake.kept.set(`appia-lab-${head}`, '4711')
      const applied = await succeed(runJob(job(apply, 'lab'), world, on({ head, sha: merge, job: 'apply' })))
      expect(outputOf(applied)).toContain('applied @2')
      expect(fake.comments[1]?.body).toContain('applied @2')
      expect(await world.etcd.etcdctl(...asRoot, 'get', '/config/detector/json')).toContain(
        '"level2_ddos":0.8',
      )

      // the second: somebody writes to etcd between review and merge
      const other = world.commit('more', 'configs/thresholds.ts', (text) =>
        text.replace('ddos: 0.8,', 'ddos: 0.9,'),
      )
      const again = on({ head: other })
      await succeed(runJob(job(review, 'plan'), world, again))
      const document = await world.etcd.etcdctl(
        ...asRoot,
        'get',
        '--print-value-only',
        '/config/detector/json',
      )
      const edited = document.trim().replace('"level2_ddos":0.8', '"level2_ddos":0.85')
      await world.etcd.etcdctl(...asRoot, 'put', '/config/detector/json', edited)
      const second = world.merge('more')
      fake.merged = { commit: second, head: other }
      fake.kept.set(`appia-lab-${other}`, '4711')
      const refused = await runJob(job(apply, 'lab'), world, on({ head: other, sha: second, job: 'apply' }))
      expect(exitCodesOf(refused)).toContain(5)
      expect(fake.comments[1]?.body).toMatch(/approved: 0\.8 → 0\.9 .*now: 0\.85 → 0\.9/)
      expect(await world.etcd.etcdctl(...asRoot, 'get', '/config/detector/json')).toContain(
        '"level2_ddos":0.85',
      )

      // which the schedule finds too; rotations have a role of their own
      const drift = await runJob(job(schedule, 'drift'), world, on({ sha: second }))
      expect(exitCodesOf(drift)).toContain(2)
      expect(outputOf(drift)).toContain('level2_ddos')
      const rotated = await succeed(
        runJob(job(schedule, 'rotate'), world, on({ sha: second, job: 'rotator' })),
      )
      expect(outputOf(rotated)).toContain('sealed for every member')
    }, 600_000)

    it('nothing is applied that no pull request brought in, or whose plan is gone', async () => {
      const { world, fake, on } = await arena()
      const sha = world.git('rev-parse', 'HEAD')
      const direct = await runJob(job(apply, 'lab'), world, on({ sha, job: 'apply' }))
      expect(outputOf(direct)).toContain('nothing was approved')
      fake.merged = { commit: sha, head: 'ad0be' }
      const gone = await runJob(job(apply, 'lab'), world, on({ sha, job: 'apply' }))
      expect(outputOf(gone)).toContain('no plan was kept for ad0be')
      expect([direct.isFailed, gone.isFailed]).toEqual([true, true])
      expect(fake.comments).toEqual([])
    })

    it('a fork is checked, without any secret, and not planned', async () => {
      const { world, on } = await arena()
      const head = world.commit('fork', 'configs/thresholds.ts', (text) =>
        text.replace('ddos: 0.7,', 'ddos: 7,'),
      )
      const fork = {
        ...on({ head }),
        values: {
          ...on({ head }).values,
          'github.event.pull_request.head.repo.full_name': 'stranger/gateways',
        },
      }
      expect((await runJob(job(review, 'plan'), world, fork)).isSkipped).toBe(true)
      const checked = await runJob(job(review, 'check'), world, withoutSecrets(fork))
      expect(exitCodesOf(checked)).toContain(4)
      expect(outputOf(checked)).toContain('thresholds.ts:4')
    })

    it('a comment that is refused leaves the plan in the log, and the job fails', async () => {
      const { world, fake, on } = await arena()
      const head = world.commit('ports', 'configs/thresholds.ts', (text) =>
        text.replace('ddos: 0.7,', 'ddos: 0.8,'),
      )
      fake.troubles.push({ on: 'POST', trouble: { status: 403, body: '{"message":"no"}' } })
      const planned = await runJob(job(review, 'plan'), world, on({ head }))
      expect(exitCodesOf(planned)).toContain(6)
      expect(outputOf(planned)).toContain('### Plan for `lab`: 2 keys updated')
    })
  },
)

/** etcd hashes passwords slowly, by intent: on a busy machine more so. */
const asRoot = ['--user=root:root', '--command-timeout=60s']

async function arena() {
  const world = await ciWorld()
  const fake = await fakeGitHub()
  const artifacts = new Map<string, string>()
  const base = world.git('rev-parse', 'HEAD')
  const on = ({ head = '', sha = head, job = 'plan' as const }: Event): GitHubContext => ({
    artifacts,
    values: {
      'github.event.pull_request.base.sha': base,
      'github.event.pull_request.head.sha': head,
      'github.event.pull_request.head.repo.full_name': 'acme/gateways',
      'github.repository': 'acme/gateways',
      'github.sha': sha,
      'github.token': fake.token,
      'vars.ETCD_ENDPOINTS': world.etcd.endpoint,
      'secrets.ETCD_USER': world.user(job),
      'test.run': '4711',
    },
    variables: {
      ...withoutToken(fake),
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_SHA: sha,
      ...(sha === head ? {} : { GITHUB_REF: 'refs/heads/main' }),
    },
  })
  return { world, fake, on }
}

interface Event {
  readonly head?: string
  readonly sha?: string
  readonly job?: 'plan' | 'apply' | 'rotator'
}

/** A step has the token only where the workflow gives it. */
function withoutToken({ variables }: FakeForge): Record<string, string> {
  const { GITHUB_TOKEN: _, ...others } = variables
  return others
}

/** A job that asks for a secret then fails. */
function withoutSecrets(context: GitHubContext): GitHubContext {
  const known = Object.entries(context.values).filter(
    ([name]) => !/^(secrets|vars)\.|^github\.token$/.test(name),
  )
  return { ...context, values: Object.fromEntries(known) }
}

async function succeed(running: Promise<JobRun>): Promise<JobRun> {
  const ran = await running
  expect([ran.isSkipped, ran.isFailed], outputOf(ran)).toEqual([false, false])
  return ran
}

function outputOf({ steps }: JobRun): string {
  return steps.map(({ name, exitCode, output }) => `${name} (${exitCode})\n${output}`).join('\n')
}

function exitCodesOf({ steps }: JobRun): (number | null)[] {
  return steps.map(({ exitCode }) => exitCode)
}
