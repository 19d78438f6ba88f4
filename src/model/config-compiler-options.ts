/** How TypeScript looks at config modules: in `appia check`, and in the editor of whoever writes them. */
export const configCompilerOptions = {
  target: 'ES2023',
  lib: ['ES2023'],
  module: 'preserve',
  moduleResolution: 'bundler',
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
} as const
