import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileEvent, FileKeeper, fileOptions } from '../../src/agent/files/index.ts'
import type { FileSettings } from '../../src/agent/settings/settings.ts'
import { parseSchemas, type Schema } from '../../src/schema/index.ts'

/** A folder that stands for a host: the file, the agent's state, and what the component's commands have noted. */
export class Host {
  readonly folder = mkdtempSync(join(tmpdir(), 'appia-agent-'))
  readonly path = join(this.folder, 'etc/app.json')
  readonly events: FileEvent[] = []
  private readonly keepers: FileKeeper[] = []

  constructor() {
    mkdirSync(join(this.folder, 'etc'))
  }

  /** A keeper as a fresh agent has it. */
  async keeper(settings: Partial<FileSettings> = {}, schema?: Schema): Promise<FileKeeper> {
    const whole = { path: this.path, format: 'json', mode: '0640', edited: 'restore', ...settings } as const
    const keeper = new FileKeeper({
      name: 'app',
      ...fileOptions(whole, schema),
      stateFolder: join(this.folder, 'state'),
      retryMs: 20,
      onEvent: (event) => this.events.push(event),
      onStatus: () => undefined,
    })
    this.keepers.push(keeper)
    await keeper.start()
    return keeper
  }

  /** A command that notes a word and what the file holds then, and succeeds where `succeeds` (sh) does. */
  command(word: string, succeeds = 'true'): { readonly command: readonly string[]; readonly within: number } {
    const script = `printf '%s ' ${word} >>"$1/log"; cat "$2" >>"$1/log"; echo >>"$1/log"; ${succeeds}`
    return { command: ['/bin/sh', '-c', script, 'sh', this.folder, this.path], within: 60 }
  }

  /** A command that notes what the files of a folder hold, one after another. */
  commandOn(folder: string): { readonly command: readonly string[]; readonly within: number } {
    const script = 'cat "$2"/* >>"$1/log"; echo >>"$1/log"'
    return { command: ['/bin/sh', '-c', script, 'sh', this.folder, folder], within: 60 }
  }

  /** What commands have noted, a line each. */
  get log(): string[] {
    try {
      return readFileSync(join(this.folder, 'log'), 'utf8').trim().split('\n')
    } catch {
      return []
    }
  }

  get content(): string {
    return readFileSync(this.path, 'utf8')
  }

  write(text: string): void {
    writeFileSync(this.path, text)
  }

  /** Names beside the file. */
  get names(): string[] {
    return readdirSync(join(this.folder, 'etc'))
  }

  async remove(): Promise<void> {
    await Promise.all(this.keepers.map((keeper) => keeper.close()))
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export function document(
  text: string,
  revision: number,
): { readonly bytes: Buffer; readonly revision: number } {
  return { bytes: Buffer.from(text), revision }
}

/** `{ live, restart, inert }`, each with the effect that it is called after. */
export function effectSchema(): Schema {
  const property = (effect: string) => ({ type: 'integer', minimum: 0, maximum: 9, 'x-effect': effect })
  const { schemas } = parseSchemas([
    {
      file: 'app.schema.json',
      text: JSON.stringify({
        type: 'object',
        properties: { live: property('live'), restart: property('restart'), inert: property('none') },
      }),
    },
  ])
  return schemas.get('app') as Schema
}
