import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fakeGitLab } from '../forge/fake-forge.ts'
import { describeGroup, workflowToolsMissing } from '../support/groups.ts'
import { ciWorld } from './ci-world.ts'
import { type PipelineContext, type PipelineRun, runPipelineJob } from './gitlab-runner.ts'

describeGroup(
  'etcd',
  workflowToolsMissing(),
  'the pipeline of GitLab CI, line by line on a real etcd',
  () => {
    it('check, plan, merge: what was shown is applied, and what was not is not', async () => {
      const { world, fake, request, push, schedule } = await arena()

      const head = world.commit('ports', 'configs/thresholds.ts', (text) =>
        text.replace('ddos: 0.7,', 'ddos: 0.8,'),
      )
      const checked = await succeed(runPipelineJob('check', world, request(head)))
      expect(JSON.parse(readFileSync(join(checked.kept, 'appia.sarif'), 'utf8'))).toMatchObject({
        version: '2.1.0',
      })
      const planned = await succeed(runPipelineJob('plan', world, request(head)))
      await succeed(runPipelineJob('plan', world, request(head)))
      expect(fake.comments.map(({ body }) => body)).toEqual([
        expect.stringContaining('### Plan for `lab`: 2 keys updated, none deleted'),
      ])
      expect(fake.comments[0]?.body).toContain(
        `](https://gitlab.example/acme/gateways/-/blob/${head}/configs/thresholds.ts#L4)`,
      )

      const merge = world.merge('ports')
      keep(planned, { commit: merge, head })
      const applied = await succeed(runPipelineJob('apply', world, push(merge)))
      expect(applied.output).toContain('applied @2')
      expect(fake.comments[1]?.body).toContain('applied @2')

      // somebody writes to etcd between review and merge
      const other = world.commit('more', 'configs/thresholds.ts', (text) =>
        text.replace('ddos: 0.8,', 'ddos: 0.9,'),
      )
      const again = await succeed(runPipelineJob('plan', world, request(other)))
      const key = ['/config/detector/json']
      const document = await world.etcd.etcdctl(...asRoot, 'get', '--print-value-only', ...key)
      const edited = document.trim().replace('"level2_ddos":0.8', '"level2_ddos":0.85')
      await world.etcd.etcdctl(...asRoot, 'put', ...key, edited)
      const second = world.merge('more')
      keep(again, { commit: second, head: other })
      const refused = await runPipelineJob('apply', world, push(second))
      expect(refused.exitCode, refused.output).toBe(5)
      expect(fake.comments[1]?.body).toMatch(/approved: 0\.8 → 0\.9 .*now: 0\.85 → 0\.9/)

      expect((await runPipelineJob('drift', world, schedule(second, 'plan'))).exitCode).toBe(2)
      const rotated = await succeed(runPipelineJob('rotate', world, schedule(second, 'rotator')))
      expect(rotated.output).toContain('sealed for every member')

      /** What the job kept, as GitLab gives it out. */
      function keep({ kept }: PipelineRun, merged: { readonly commit: string; readonly head: string }): void {
        fake.merged = merged
        const address =
          '/projects/42/jobs/artifacts/refs%2Fmerge-requests%2F7%2Fhead/raw/lab.plan.json?job=plan'
        fake.kept.set(address, readFileSync(join(kept, 'lab.plan.json'), 'utf8'))
      }
    }, 600_000)

    it('nothing is applied that no request brought in, or of whose last commit no plan was kept', async () => {
      const { world, fake, push } = await arena()
      const sha = world.git('rev-parse', 'HEAD')
      const direct = await runPipelineJob('apply', world, push(sha))
      expect(direct.output).toContain('nothing was approved')
      fake.merged = { commit: sha, head: 'ad0be' }
      const address =
        '/projects/42/jobs/artifacts/refs%2Fmerge-requests%2F7%2Fhead/raw/lab.plan.json?job=plan'
      fake.kept.set(address, '{"commit":"older","digest":"00"}')
      const older = await runPipelineJob('apply', world, push(sha))
      expect(older.output).toContain('no plan was kept for ad0be')
      expect([direct.exitCode, older.exitCode]).toEqual([1, 1])
    })

    it('a fork is checked, and not planned; a merge request is neither applied nor on a schedule', async () => {
      const { world, request } = await arena()
      const head = world.commit('fork', 'configs/thresholds.ts', (text) =>
        text.replace('ddos: 0.7,', 'ddos: 7,'),
      )
      const fork = {
        ...request(head),
        variables: { ...request(head).variables, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '43' },
      }
      for (const name of ['plan', 'apply', 'drift', 'rotate'])
        expect((await runPipelineJob(name, world, fork)).isSkipped, name).toBe(true)
      const checked = await runPipelineJob('check', world, fork)
      expect(checked.exitCode).toBe(4)
      expect(checked.output).toContain('thresholds.ts:4')
    })
  },
)

/** etcd hashes passwords slowly, by intent: on a busy machine more so. */
const asRoot = ['--user=root:root', '--command-timeout=60s']

async function arena() {
  const world = await ciWorld()
  const fake = await fakeGitLab()
  const { CI_MERGE_REQUEST_IID: number = '', ...job } = fake.variables
  const project = { ...job, CI_DEFAULT_BRANCH: 'main', ETCD_ENDPOINTS: world.etcd.endpoint }
  const request = (commit: string): PipelineContext => ({
    commit,
    variables: {
      ...project,
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_COMMIT_SHA: commit,
      CI_MERGE_REQUEST_IID: number,
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '42',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      ETCD_PLAN_USER: world.user('plan'),
    },
  })
  const push = (commit: string): PipelineContext => ({
    commit,
    variables: {
      ...project,
      CI_PIPELINE_SOURCE: 'push',
      CI_COMMIT_SHA: commit,
      CI_COMMIT_BRANCH: 'main',
      ETCD_APPLY_USER: world.user('apply'),
    },
  })
  const schedule = (commit: string, job: 'plan' | 'rotator'): PipelineContext => ({
    commit,
    variables: {
      ...project,
      CI_PIPELINE_SOURCE: 'schedule',
      CI_COMMIT_SHA: commit,
      [job === 'plan' ? 'ETCD_PLAN_USER' : 'ETCD_ROTATE_USER']: world.user(job),
    },
  })
  return { world, fake, request, push, schedule }
}

async function succeed(running: Promise<PipelineRun>): Promise<PipelineRun> {
  const ran = await running
  expect([ran.isSkipped, ran.exitCode], ran.output).toEqual([false, 0])
  return ran
}
