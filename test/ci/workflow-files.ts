import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const folder = join(import.meta.dirname, '../../docs/ci')

/** A step of a GitHub workflow, as far as ours go. */
export interface Step {
  readonly name?: string
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly 'working-directory'?: string
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly env?: Readonly<Record<string, string>>
}

export interface WorkflowJob {
  readonly if?: string
  readonly environment?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean }
  readonly steps: readonly Step[]
}

export interface Workflow {
  readonly on: unknown
  readonly permissions: object
  readonly jobs: Readonly<Record<string, WorkflowJob>>
}

/** `docs/ci/github-NAME.yml` */
export function gitHubWorkflow(name: string): Workflow {
  return parse(readCiFile(`github-${name}.yml`)) as Workflow
}

/** A job of GitLab CI, as far as ours go. */
export interface PipelineJob {
  readonly extends?: string
  readonly stage?: string
  readonly rules?: readonly { readonly if: string }[]
  readonly variables?: Readonly<Record<string, string>>
  readonly resource_group?: string
  readonly interruptible?: boolean
  readonly script?: readonly (string | readonly string[])[]
  readonly after_script?: readonly string[]
  readonly artifacts?: { readonly paths: readonly string[] }
}

/** `docs/ci/gitlab-ci.yml` */
export function gitLabPipeline(): Readonly<Record<string, PipelineJob>> & {
  readonly default: { readonly before_script: readonly string[] }
} {
  return parse(readCiFile('gitlab-ci.yml')) as ReturnType<typeof gitLabPipeline>
}

/** The text of a file of docs/ci. */
export function readCiFile(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}
