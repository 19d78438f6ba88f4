import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CiWorld, runScript } from './ci-world.ts'
import type { Step, WorkflowJob } from './workflow-files.ts'

/** What a workflow is told: values of `${{ … }}` by their names, and variables of each step. */
export interface GitHubContext {
  readonly values: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
  /** Folders by the names of what jobs kept. */
  readonly artifacts: Map<string, string>
}

interface StepRun {
  readonly name: string
  /** null where it was skipped. */
  readonly exitCode: number | null
  readonly output: string
}

export interface JobRun {
  readonly isSkipped: boolean
  readonly isFailed: boolean
  readonly steps: readonly StepRun[]
  readonly summary: string
  /** Where its files are. */
  readonly directory: string
}

/** Runs a job step by step: `run` lines in a shell as GitHub starts it, actions as far as ours need them. */
export async function runJob(job: WorkflowJob, world: CiWorld, context: GitHubContext): Promise<JobRun> {
  const directory = mkdtempSync(join(world.folder, 'job-'))
  const own = mkdtempSync(join(world.folder, 'runner-'))
  const outputs = join(own, 'output')
  const summary = join(own, 'summary')
  for (const file of [outputs, summary]) writeFileSync(file, '')
  const values: Record<string, string> = { ...context.values }
  const steps: StepRun[] = []
  const isSkipped = job.if !== undefined && !holds(job.if, values)
  let isFailed = false
  for (const step of isSkipped ? [] : job.steps) {
    const name = step.name ?? step.uses ?? step.run ?? ''
    const isWanted =
      step.if === undefined
        ? !isFailed
        : holds(step.if, values) && (!isFailed || step.if.includes('!cancelled()'))
    if (!isWanted) {
      steps.push({ name, exitCode: null, output: '' })
      continue
    }
    const ran = await runStep(step, { world, context, values, directory, outputs, summary })
    steps.push({ name, ...ran })
    if (ran.exitCode !== 0) isFailed = true
    values[`steps.${step.id}.outcome`] = ran.exitCode === 0 ? 'success' : 'failure'
    for (const [, key, value = ''] of readFileSync(outputs, 'utf8').matchAll(/^(\w+)=(.*)$/gm))
      values[`steps.${step.id}.outputs.${key}`] = value
    writeFileSync(outputs, '')
  }
  return { isSkipped, isFailed, steps, summary: readFileSync(summary, 'utf8'), directory }
}

interface Running {
  readonly world: CiWorld
  readonly context: GitHubContext
  readonly values: Readonly<Record<string, string>>
  readonly directory: string
  readonly outputs: string
  readonly summary: string
}

async function runStep(step: Step, running: Running): Promise<Omit<StepRun, 'name'>> {
  const { world, context, values, directory } = running
  const filled = (record: Step['with'] = {}) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, fill(String(value), values)]))
  if (step.uses !== undefined) {
    try {
      useAction(step.uses, filled(step.with), running)
      return { exitCode: 0, output: '' }
    } catch (error) {
      return { exitCode: 1, output: String(error) }
    }
  }
  const variables = {
    ...context.variables,
    ...filled(step.env),
    GITHUB_OUTPUT: running.outputs,
    GITHUB_STEP_SUMMARY: running.summary,
  }
  const flags = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e']
  return await runScript(step.run ?? '', {
    world,
    directory: join(directory, step['working-directory'] ?? '.'),
    flags,
    variables,
  })
}

function useAction(
  uses: string,
  given: Readonly<Record<string, string>>,
  { world, context, values, directory }: Running,
): void {
  const [action] = uses.split('@')
  const path = join(directory, given.path ?? '.')
  switch (action) {
    case 'actions/checkout':
      execFileSync('git', ['clone', '--quiet', '--shared', world.repository, path], { stdio: 'pipe' })
      execFileSync('git', ['checkout', '--quiet', given.ref ?? values['github.sha'] ?? ''], {
        cwd: path,
        stdio: 'pipe',
      })
      return
    case 'actions/setup-node':
      return
    case 'actions/upload-artifact': {
      const kept = mkdtempSync(join(world.folder, 'artifact-'))
      cpSync(path, join(kept, given.path ?? ''))
      context.artifacts.set(given.name ?? '', kept)
      return
    }
    case 'actions/download-artifact': {
      const kept = context.artifacts.get(given.name ?? '')
      if (kept === undefined || given['run-id'] !== values['test.run']) throw new Error('no such artifact')
      mkdirSync(path, { recursive: true })
      cpSync(kept, path, { recursive: true })
      return
    }
    case 'github/codeql-action/upload-sarif': {
      const file = join(directory, given.sarif_file ?? '')
      if (
        !existsSync(file) ||
        (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version !== '2.1.0'
      )
        throw new Error('no SARIF')
      return
    }
    default:
      throw new Error(`an action that no test knows: ${uses}`)
  }
}

/** A name that is not known is a slip, not an empty text. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) => lookUp(name, values))
}

function lookUp(name: string, values: Readonly<Record<string, string>>): string {
  const value = values[name]
  if (value === undefined) throw new Error(`${name} is not known here`)
  return value
}

/** `a.b == c.d` and `!cancelled()`, with `&&` between. */
function holds(condition: string, values: Readonly<Record<string, string>>): boolean {
  return condition
    .replace(/^\$\{\{ | \}\}$/g, '')
    .split(' && ')
    .every((part) => {
      if (part === '!cancelled()') return true
      const [left = '', right = ''] = part.split(' == ')
      return lookUp(left, values) === (/^'(.*)'$/.exec(right)?.[1] ?? lookUp(right, values))
    })
}
