import { isBuiltin } from 'node:module'
import type { Diagnostic } from '../../model/index.ts'
import { dataEndings } from '../data-files/read-data-file.ts'

/** Why something may not be imported. */
export type Finding = Pick<Diagnostic, 'code' | 'message' | 'help'>

/** `specifier` may not be imported because of what it is. */
export function outside(specifier: string, kind: string): Finding {
  const message = `"${specifier}" is ${kind}: a config module imports only files of the workspace, packages that its package.json pins and "appia"`
  return { code: 'import-outside-workspace', message }
}

/** `specifier` leads over a symbolic link. */
export function linked(specifier: string, link: string): Finding {
  return {
    code: 'import-outside-workspace',
    message: `"${specifier}" leads over the symbolic link ${link}: none is followed in a workspace`,
    help: 'put what it leads to in its place',
  }
}

/** Nothing lies where `specifier` leads. */
export function absent(specifier: string, tried: string): Finding {
  return { code: 'module-not-found', message: `"${specifier}" is not there: no ${tried}` }
}

/** A package that cannot be what is imported. */
export function refusedPackage(message: string, help?: string): Finding {
  return { code: 'package-refused', message, ...(help !== undefined && { help }) }
}

/** `specifier` is a file that is no code and no data. */
export function notModule(specifier: string, path: string): Finding {
  if (path.endsWith('.node'))
    return refusedPackage(`"${specifier}" is a native addon: configuration is evaluated without machine code`)
  const message = `"${specifier}" is not a module: a config module imports TypeScript, JavaScript modules and files of data`
  const help = `data is read from files that end in ${dataEndings.map((each) => `.${each}`).join(', ')}`
  return { code: 'import-not-module', message, help }
}

/** What a name is that is neither a path nor a package: a module of Node's, or a URL. */
export function foreignKind(specifier: string): string | undefined {
  if (isBuiltin(specifier)) return 'a module of Node'
  return /^[a-z]+:/.test(specifier) ? 'a URL' : undefined
}
