import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { toolFolder } from './support/groups.ts'

// Three projects: `fast` runs in a minute with nothing installed; `commands` runs the built command line as a process, on
// the embedded store; `real` needs etcd, a kernel or a compiler. Limits are for a test that hangs, not for a slow machine.
const commands = ['test/cli/**/*.test.ts']
const real = ['test/e2e/**/*.test.ts', 'test/**/*.etcd.test.ts']

// Before the tests have a cache of their own.
process.env.APPIA_TEST_TOOLS ??= toolFolder

/** The cache of the tests: what was evaluated once is found by its contents, whoever copies it. */
const userFolders = {
  XDG_CACHE_HOME: join(import.meta.dirname, '../node_modules/.cache/appia-test'),
  XDG_STATE_HOME: join(import.meta.dirname, '../node_modules/.cache/appia-test-state'),
}
// For the global setup, which runs before any test.
Object.assign(process.env, userFolders)

// CI reads the counts from a file.
const report = process.env.APPIA_TEST_REPORT

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report ? { outputFile: { json: report } } : {}),
    // Most tests wait for a process more than they compute: two files at once, also on a machine with two cores.
    maxWorkers: 2,
    globalSetup: ['test/support/build.ts'],
    env: userFolders,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...commands, ...real],
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: { name: 'commands', include: commands, exclude: real, testTimeout: 300_000 },
      },
      {
        extends: true,
        test: { name: 'real', include: real, testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
})
