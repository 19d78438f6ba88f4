import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A project of somebody else: a folder outside the repository, without the caller's CI or etcd variables. */
export class OutsideProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'appia-package-'))

  write(file: string, content: string | object): void {
    const path = join(this.folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8')
  }

  install(from: string, at = '.'): void {
    this.run(at, 'npm', 'install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', from)
  }

  /** Runs a program in a folder of the project; gives what it printed, throws with all of it when it fails. */
  run(at: string, program: string, ...words: string[]): string {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, XDG_CACHE_HOME: join(this.folder, 'cache') }
    try {
      return execFileSync(program, words, {
        cwd: join(this.folder, at),
        env,
        encoding: 'utf8',
        stdio: 'pipe',
      })
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
      throw new Error(`${program} ${words.join(' ')}: ${stdout}${stderr}`)
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const root = join(import.meta.dirname, '../../..')

/** Packs Appia as it would be published; gives the path of the tarball. */
export function pack(folder: string): string {
  const words = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]
  return join(folder, execFileSync('npm', words, { cwd: root, encoding: 'utf8' }).trim())
}
