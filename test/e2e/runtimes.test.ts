import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { attempts, escapes } from '../load/outside-attempts.ts'
import { moduleWith, workspaceFolder } from '../load/workspace-folder.ts'
import { appia, type Ran } from '../support/appia.ts'
import { describeGroup, toolFolder } from '../support/groups.ts'

const versions = readFileSync(join(import.meta.dirname, '../../scripts/test-runtimes.txt'), 'utf8')
  .trim()
  .split('\n')

for (const version of versions) {
  const node = join(toolFolder, `node-${version}`)

  describeGroup('runtimes', missing(node), `on Node ${version}`, () => {
    it('check, plan, apply and generate do their work and say nothing else', async () => {
      const directory = workspaceFolder({ 'configs/index.ts': sound, 'schemas/c.schema.json': schema })
      const ran: Ran[] = []
      for (const words of [
        'generate',
        'check',
        'plan -o first.plan.json',
        'apply first.plan.json --yes',
        'plan --detailed-exitcode',
      ])
        ran.push(await appia(words.split(' '), { directory, node }))
      expect(ran.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(ran.map(() => [0, '']))
    })

    it('a config module cannot reach outside', async () => {
      const directory = workspaceFolder({ 'configs/index.ts': reaching })
      const { stdout } = await appia(['plan', '--json'], { directory, node })
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { message: string }[] }
      const told = diagnostics.map(({ message }) => message.split(' is not available')[0])
      expect(told).toEqual(expect.arrayContaining(attempts.map(([, names]) => names)))
      expect(stdout).not.toMatch(/SECRET|execPath|\/bin\/node/)
    })
  })
}

const sound = `import type { C } from '../generated/ts/c.ts'
${moduleWith('const value: C = { port: 5571 }')}`

const schema = JSON.stringify({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'C',
  type: 'object',
  additionalProperties: false,
  required: ['port'],
  properties: {
    port: {
      description: 'Where it listens',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      'x-effect': 'live',
    },
  },
})

/** Each attempt in turn; `import()` would be refused before any of them runs. */
const reaching = moduleWith(
  [...attempts.map(([code]) => code), ...escapes.map(([, code]) => code)]
    .filter((code) => !code.includes('import('))
    .map((code) => `try { void (${code}) } catch {}`)
    .concat('const value = 1')
    .join('\n'),
)

function missing(node: string): string | undefined {
  const { status } = spawnSync(node, ['--version'])
  return status === 0 ? undefined : 'scripts/install-test-tools.sh could not install it'
}
