import { join } from 'node:path'

/** A tsconfig for generated typings in a folder outside of the project. */
export function compilerSettings(project: string): {
  readonly extends: string
  readonly compilerOptions: Record<string, unknown>
  readonly include: string[]
  readonly exclude: string[]
} {
  return {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: {
      skipLibCheck: false,
      types: ['node'],
      typeRoots: [join(project, 'node_modules/@types')],
      paths: { appia: [join(project, 'src/define/index.ts')] },
    },
    include: ['*.ts'],
    exclude: [],
  }
}
