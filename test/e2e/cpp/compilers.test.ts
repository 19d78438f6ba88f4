import { readdirSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { complaints, headersOf } from './compile.ts'
import { judgeText } from './judge.ts'
import { demoSchema, workspaceSchemas } from './schemas.ts'

/** Every version of GCC and Clang in PATH, each once. */
function compilersHere(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => {
    try {
      return readdirSync(folder).map((name) => join(folder, name))
    } catch {
      return []
    }
  })
  const found = folders.filter((path) => /\/(g\+\+|clang\+\+)(-\d+)?$/.test(path))
  return [...new Map(found.map((path) => [realpathSync(path), path])).values()].sort()
}

describeGroup('cpp', cppMissing(), 'generated C++', () => {
  const runs = compilersHere().flatMap((compiler) =>
    ['-std=c++17', '-std=c++20'].map((standard) => [compiler, standard] as const),
  )
  it.each(runs)(
    'compiles without a warning: %s %s',
    async (compiler, standard) => {
      const headers = await headersOf([...(await workspaceSchemas()), demoSchema()])
      // Templates are looked at where they are used.
      const use = judgeText([demoSchema()], headers, [
        'appia::demo::Demo value;',
        'std::cout << appia::check(value).size() << describe(appia::reload(name, value), name);',
      ])
      expect(await complaints(headers, use, { compiler, flags: [standard] })).toBe('')
    },
    300_000,
  )
})
