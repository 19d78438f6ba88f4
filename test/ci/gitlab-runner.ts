import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CiWorld, runScript, type ShellRun } from './ci-world.ts'
import { gitLabPipeline, type PipelineJob } from './workflow-files.ts'

/** A pipeline: its commit, and the variables that GitLab and the project set. */
export interface PipelineContext {
  readonly commit: string
  readonly variables: Readonly<Record<string, string>>
}

export interface PipelineRun extends ShellRun {
  readonly isSkipped: boolean
  /** Where its files are. */
  readonly directory: string
  /** Where what it keeps was put. */
  readonly kept: string
}

/** Runs a job as GitLab's runner does: its rules first, then one shell for `before_script` and `script`, one for `after_script`. */
export async function runPipelineJob(
  name: string,
  world: CiWorld,
  context: PipelineContext,
): Promise<PipelineRun> {
  const pipeline = gitLabPipeline()
  const { before_script: before } = pipeline.default
  const own = pipeline[name] as PipelineJob
  const job = { ...(own.extends === undefined ? {} : pipeline[own.extends]), ...own }
  const builds = mkdtempSync(join(world.folder, 'builds-'))
  const [directory, kept] = [join(builds, 'project'), join(builds, 'kept')]
  if (!(job.rules ?? []).some((rule) => holds(rule.if, context.variables)))
    return { isSkipped: true, exitCode: null, output: '', directory, kept }
  execFileSync('git', ['clone', '--quiet', `file://${world.repository}`, directory], { stdio: 'pipe' })
  execFileSync('git', ['checkout', '--quiet', context.commit], { cwd: directory, stdio: 'pipe' })
  // a runner may keep its folders: this is of an earlier job
  mkdirSync(`${directory}.base`)
  writeFileSync(join(`${directory}.base`, 'left'), '')
  const variables = {
    ...context.variables,
    ...expandAll(job.variables ?? {}, context.variables),
    CI_PROJECT_DIR: directory,
  }
  const run = (lines: readonly string[]) =>
    runScript(lines.join('\n'), { world, directory, flags: ['-eo', 'pipefail'], variables })
  const ran = await run([...before, ...(job.script ?? []).flat()])
  const after = job.after_script === undefined ? undefined : await run(job.after_script)
  mkdirSync(kept)
  for (const path of job.artifacts?.paths ?? [])
    if (existsSync(join(directory, path))) cpSync(join(directory, path), join(kept, path))
  return { isSkipped: false, ...ran, output: ran.output + (after?.output ?? ''), directory, kept }
}

function expandAll(
  wanted: Readonly<Record<string, string>>,
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [
      name,
      value.replace(/\$(\w+)/g, (_, each: string) => known[each] ?? ''),
    ]),
  )
}

/** `$A == "text"` and `$A == $B`, with `&&` between. */
function holds(rule: string, variables: Readonly<Record<string, string>>): boolean {
  return rule.split(' && ').every((part) => {
    const [, left = '', right = ''] = /^\$(\w+) == (.+)$/.exec(part) ?? []
    if (left === '') throw new Error(`a rule that no test knows: ${part}`)
    return variables[left] === (right.startsWith('$') ? variables[right.slice(1)] : right.slice(1, -1))
  })
}
