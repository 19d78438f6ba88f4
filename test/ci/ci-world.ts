import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createIdentityFile } from '../../src/rotation/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, startEtcd } from '../support/etcd.ts'
import { pipelineFolder } from '../support/workspace.ts'

const root = join(import.meta.dirname, '../..')

/** A repository with a workspace, a real etcd with the roles that `appia roles` prints, and one apply behind them. */
export interface CiWorld {
  readonly folder: string
  readonly repository: string
  readonly etcd: EtcdServer
  /** `name:password` of a job's role. */
  user(job: 'plan' | 'apply' | 'rotator'): string
  /** Commits an edit on a branch from main; gives the commit. */
  commit(branch: string, file: string, edit: (text: string) => string): string
  /** Merges it into main; gives the merge commit. */
  merge(branch: string): string
  git(...words: readonly string[]): string
}

export async function ciWorld(): Promise<CiWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'appia-ci-'))
  const etcd = await startEtcd()
  onTestFinished(async () => {
    await etcd.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const repository = join(folder, 'repository')
  mkdirSync(repository)
  writeBinaries(join(folder, 'bin'))
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
      cwd: repository,
      stdio: 'pipe',
      encoding: 'utf8',
    }).trim()
  writeWorkspace(repository)
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '-m', 'first')
  const user = (job: string) => `appia-pipeline-lab-${job}:pw`
  await grantRoles(etcd, repository)
  const variables = { ETCDCTL_USER: user('apply'), ETCDCTL_ENDPOINTS: etcd.endpoint }
  const applied = await appia(['apply', '--env', 'lab', '--yes'], { directory: repository, variables })
  if (applied.exitCode !== 0) throw new Error(applied.stdout + applied.stderr)
  return {
    folder,
    repository,
    etcd,
    git,
    user,
    commit(branch, file, edit) {
      git('checkout', '--quiet', '-B', branch, 'main')
      const path = join(repository, file)
      writeFileSync(path, edit(readFileSync(path, 'utf8')))
      git('commit', '--quiet', '-am', branch)
      const commit = git('rev-parse', 'HEAD')
      git('checkout', '--quiet', 'main')
      return commit
    },
    merge(branch) {
      git('merge', '--quiet', '--no-ff', '-m', `merge ${branch}`, branch)
      return git('rev-parse', 'HEAD')
    },
  }
}

/** The pipeline with a member in its rotation, as a repository that depends on Appia. */
function writeWorkspace(repository: string): void {
  for (const part of ['configs', 'schemas'])
    cpSync(join(pipelineFolder, part), join(repository, part), { recursive: true })
  const policy = join(repository, 'configs/rotation.ts')
  const members = `members: { 'sniffer@gw-01': '${createIdentityFile().recipient}' }`
  writeFileSync(policy, readFileSync(policy, 'utf8').replace('members: {}', members))
  writeFileSync(join(repository, '.gitignore'), 'node_modules/\n.appia/\n')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const manifest = { name: 'gateways', private: true, devDependencies: { appia: version } }
  writeFileSync(join(repository, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  execFileSync(process.execPath, [join(root, 'dist/main.js'), 'generate'], { cwd: repository, stdio: 'pipe' })
}

async function grantRoles(etcd: EtcdServer, directory: string): Promise<void> {
  const { stdout } = await appia(['roles', '--env', 'lab'], { directory })
  const grants = stdout.split('\n').filter((line) => line.startsWith('etcdctl '))
  for (const line of grants) await etcd.etcdctl(...line.split(' ').slice(1))
  for (const job of ['plan', 'apply', 'rotator']) {
    const role = `appia-pipeline-lab-${job}`
    await etcd.etcdctl('user', 'add', `${role}:pw`)
    await etcd.etcdctl('user', 'grant-role', role, role)
  }
  await etcd.enableAuthentication('root')
}

/** What the network would give: the package that was built here for `npm ci`, nothing for `apt-get`. */
function writeBinaries(folder: string): void {
  mkdirSync(folder)
  const npm = `#!/bin/sh
test "$*" = "ci --ignore-scripts" && test -f package.json && mkdir -p node_modules && ln -s ${root} node_modules/appia
`
  for (const [name, text] of [
    ['npm', npm],
    ['apt-get', '#!/bin/sh\n'],
  ] as const) {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), 0o755)
  }
}

export interface ShellRun {
  readonly exitCode: number | null
  readonly output: string
}

/** Runs a script as a runner does, with these variables alone. The forge that it may speak to lives in this process. */
export async function runScript(
  script: string,
  {
    world,
    directory,
    flags,
    variables,
  }: {
    readonly world: CiWorld
    readonly directory: string
    readonly flags: readonly string[]
    readonly variables: Readonly<Record<string, string>>
  },
): Promise<ShellRun> {
  const { PATH = '', XDG_CACHE_HOME = '', XDG_STATE_HOME = '' } = process.env
  const own = {
    PATH: `${join(world.folder, 'bin')}:${PATH}`,
    HOME: world.folder,
    XDG_CACHE_HOME,
    XDG_STATE_HOME,
    CI: 'true',
  }
  const child = spawn('bash', [...flags, '-c', script], { cwd: directory, env: { ...own, ...variables } })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin.end()
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { exitCode, output: Buffer.concat(chunks).toString() }
}
