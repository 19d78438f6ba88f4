import { expect, it } from 'vitest'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { complaints, headersOf } from './compile.ts'
import { demoSchema, workspaceSchemas } from './schemas.ts'

describeGroup('cpp', cppMissing(), 'generated C++', () => {
  it.each([
    ['g++', '-std=c++17'],
    ['g++', '-std=c++20'],
    ['clang++', '-std=c++17'],
    ['clang++', '-std=c++20'],
  ] as const)(
    'compiles without a warning: %s %s',
    async (compiler, standard) => {
      const headers = await headersOf([...(await workspaceSchemas()), demoSchema()])
      expect(await complaints(headers, { compiler, flags: [standard] })).toBe('')
    },
    300_000,
  )
})
