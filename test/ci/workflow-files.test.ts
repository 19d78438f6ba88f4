import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { typeMisfits } from '../support/type-misfits.ts'
import { gitLabSchema } from './gitlab-schema.ts'
import { gitHubWorkflow, gitLabPipeline, readCiFile, type Workflow } from './workflow-files.ts'

const names = ['review', 'apply', 'schedule'] as const

describe.each(names)('github-%s.yml', (name) => {
  const workflow = gitHubWorkflow(name)
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  it("has the shape of SchemaStore's schema", async () => {
    expect(await misfits(workflow)).toBe('')
  })

  it('gives no job more rights than it names', () => {
    expect(workflow.permissions).toEqual({})
    for (const { permissions } of jobs) expect(permissions).toMatchObject({ contents: 'read' })
  })

  it('lets no text of others into a script, and no credential into a working copy', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(0)
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false)
  })

  it('installs without running scripts, and pins actions to commits where it says so', () => {
    for (const { run } of steps) if (run?.includes('npm ')) expect(run).toBe('npm ci --ignore-scripts')
    for (const { uses } of steps)
      if (uses !== undefined && !uses.startsWith('github/codeql-action/'))
        expect(uses).toMatch(/@[0-9a-f]{40}$/)
  })
})

it('a workflow of another shape would be noticed', async () => {
  const { jobs, ...rest } = gitHubWorkflow('review')
  expect(
    await misfits({ ...rest, jobs: { ...jobs, check: { ...jobs.check, stepz: [] } } } as never),
  ).toContain('stepz')
})

it('whoever writes to an environment does so one at a time, and nothing runs on stranger events', () => {
  expect(gitHubWorkflow('review').on).toBe('pull_request')
  expect(gitHubWorkflow('apply').jobs.lab?.concurrency).toEqual({
    group: 'appia-lab',
    'cancel-in-progress': false,
  })
  expect(gitLabPipeline().apply?.resource_group).toBe('appia-lab')
})

it('a plan that a push has outdated is not the last to comment', () => {
  expect(gitHubWorkflow('review').jobs.plan?.concurrency?.['cancel-in-progress']).toBe(true)
  const pipeline = gitLabPipeline()
  // one that had begun and may not be interrupted would keep the others
  for (const name of ['check', 'plan'])
    expect(pipeline[pipeline[name]?.extends ?? '']?.interruptible, name).toBe(true)
})

describe('gitlab-ci.yml', () => {
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(gitLabSchema)

  it('has only what GitLab documents, in its shapes', () => {
    expect(validate(parse(readCiFile('gitlab-ci.yml'))), JSON.stringify(validate.errors)).toBe(true)
  })

  it.each([
    ['a keyword that is none', 'resource_group:', 'resource-group:'],
    ['a stage that is not named', 'stage: plan', 'stage: planning'],
    ['a script that is no list', 'stages: [check', 'stages: [{}, check'],
  ])('%s would be noticed', (_, from, to) => {
    const changed = parse(readCiFile('gitlab-ci.yml').replace(from, to)) as { stages: string[] }
    const isValid = validate(changed) && stagesOf(changed).every((stage) => changed.stages.includes(stage))
    expect(isValid).toBe(false)
  })

  it('has only stages that it names', () => {
    const pipeline = parse(readCiFile('gitlab-ci.yml')) as { stages: string[] }
    expect(stagesOf(pipeline).filter((stage) => !pipeline.stages.includes(stage))).toEqual([])
  })
})

function stagesOf(pipeline: object): string[] {
  return Object.values(pipeline as Record<string, { stage?: string }>).flatMap(({ stage }) => stage ?? [])
}

async function misfits(workflow: Workflow): Promise<string> {
  return await typeMisfits(
    JSON.stringify(workflow),
    'HttpsJsonSchemastoreOrgGithubWorkflowJson',
    '@schemastore/github-workflow',
  )
}
