import { dataEndings } from './read-data-file.ts'

/** Endings of files that TypeScript does not know by itself. */
const declaredEndings = dataEndings.filter((ending) => ending !== 'json')

/** What imports of files of data are to the compiler, in `appia check` and in editors. */
export const dataDeclarations = declaredEndings
  .map(
    (ending) =>
      `declare module '*.${ending}' { const data: ${ending === 'txt' ? 'string' : 'any'}; export default data }`,
  )
  .join('\n')

/** Whether a file is such a one, by its name. */
export function isDeclaredData(file: string): boolean {
  return declaredEndings.some((ending) => file.endsWith(`.${ending}`))
}
