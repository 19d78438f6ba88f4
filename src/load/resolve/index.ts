// What an import of a config module means: a file of the workspace or of the repository around it, an alias of
// tsconfig.json, a package that package.json pins; or why not, in words. Reads files and runs nothing.

export { aliasTargets } from './aliases.ts'
export { copyWorkspace } from './copy-workspace.ts'
export { isFile, isPath, refusedPath, wantedPath } from './find-file.ts'
export { findPackage, installedAt, splitSpecifier } from './find-package.ts'
export { isInstalled, nameIn } from './ground.ts'
export { type Finding, linked, outside } from './refusals.ts'
export type { ResolvedImport } from './resolve-import.ts'
export { createResolver, type Resolver } from './resolver.ts'
export { internalTypes, type TypePlaces, typePlacesOf } from './type-places.ts'
