import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { AgentError } from '../agent-error.ts'
import {
  type InstallOptions,
  installFile,
  prepareFile,
  readInstalled,
  removeFile,
  removeLeftovers,
} from './install-file.ts'
import type { Place } from './place.ts'

/** One file. */
export function filePlace(path: string, options: InstallOptions): Place {
  return {
    begin: () => removeLeftovers(path).catch(cannotBeUsed(dirname(path))),
    read: () => readInstalled(path),
    prepare: (content) => prepareFile(path, content, options),
    restore: (content) => installFile(path, content, options),
    remove: () => removeFile(path),
    settle: async () => undefined,
    watch: (onChange) =>
      watch(dirname(path), (_, name) => {
        if (name === null || name === basename(path)) onChange()
      }),
  }
}

/** The error for a folder that an agent cannot begin with. */
export function cannotBeUsed(folder: string): (error: NodeJS.ErrnoException) => never {
  return ({ code }) => {
    throw new AgentError(`${folder} cannot be used: ${code}`)
  }
}
