import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

interface BadInput {
  readonly title: string
  readonly damage: (workspace: TestWorkspace) => void
  /** Everything that the message must hold: code, place, way out. */
  readonly says: readonly (string | RegExp)[]
  readonly hides?: string
}

const sniffer = 'configs/sniffer.ts'

const cases: readonly BadInput[] = [
  {
    title: 'a misspelt key',
    damage: (workspace) => workspace.edit(sniffer, 'excluded_ports: [22]', 'excluded_portz: [22]'),
    says: ['error[unknown-key]', /configs\/sniffer\.ts:\d+:\d+/, 'excluded_ports'],
  },
  {
    title: 'a misspelt key that arrives through a spread',
    damage: (workspace) => {
      workspace.edit(
        sniffer,
        'export const sniffer',
        'const more = { stats_intervall_seconds: 3 }\nexport const sniffer',
      )
      workspace.edit(
        sniffer,
        'stats_interval_seconds: seconds(30)',
        'stats_interval_seconds: seconds(30), ...more',
      )
    },
    says: ['error[unknown-key]', /configs\/sniffer\.ts:\d+:\d+/, 'stats_interval_seconds'],
  },
  {
    title: 'a misspelt key in a shared object',
    damage: (workspace) =>
      workspace.edit('configs/features.ts', 'count: featureCounts.ddos', 'cuont: featureCounts.ddos'),
    says: ['error[unknown-key]', /configs\/features\.ts:\d+:\d+/, 'did you mean count'],
  },
  {
    title: 'port 70000',
    damage: (workspace) => workspace.edit('configs/channels.ts', '5571', '70000'),
    says: ['error[port-out-of-range]', /configs\/channels\.ts:7:9/, '70000', '4464'],
  },
  {
    title: 'a port in both lists',
    damage: (workspace) => workspace.edit(sniffer, 'included_ports: []', 'included_ports: [22]'),
    says: [/configs\/sniffer\.ts:\d+:\d+/, '22', 'included_ports'],
  },
  {
    title: 'dual mode without a gateway interface',
    damage: (workspace) => {
      workspace.edit('configs/interfaces.ts', /\n {2}eth3: \{.*\n/, '\n')
      workspace.edit('configs/interfaces.ts', /const mode = .*\n/, "const mode = 'dual'\n")
    },
    says: ['error[', /configs\/(interfaces|sniffer)\.ts:\d+:\d+/, 'gateway_interface'],
  },
  {
    title: 'a value of the wrong JSON type',
    damage: (workspace) =>
      workspace.edit(sniffer, 'batch_processing_size: 4', "batch_processing_size: '4' as never"),
    says: ['error[wrong-type]', /configs\/sniffer\.ts:\d+:\d+/, 'batch_processing_size'],
  },
  {
    title: 'a literal in a secret field',
    damage: (workspace) =>
      workspace.edit(
        sniffer,
        '...transport,',
        "...transport, encryption: { ...transport.encryption, curve_secret_key: 'hunter2hunter2' as never },",
      ),
    says: ['error[literal-secret]', /configs\/sniffer\.ts:\d+:\d+/, 'secret('],
    hides: 'hunter2',
  },
  {
    title: 'a quantity of the wrong dimension',
    damage: (workspace) => {
      workspace.edit(sniffer, 'seconds(30)', 'bytes(30) as never')
    },
    says: ['error[wrong-dimension]', /configs\/sniffer\.ts:\d+:\d+/, '30 B'],
  },
  {
    title: 'a module that throws',
    damage: (workspace) =>
      workspace.edit(sniffer, 'export const', "throw new Error('on purpose')\nexport const"),
    says: ['error[config-threw]', /configs\/sniffer\.ts:\d+:\d+/, 'on purpose'],
  },
  {
    title: 'a module that loops for ever',
    damage: (workspace) => workspace.edit(sniffer, 'export const', 'for (;;) {}\nexport const'),
    says: ['error[config-timeout]'],
  },
  {
    title: 'a module that reads the clock',
    damage: (workspace) =>
      workspace.edit(sniffer, 'batch_processing_size: 4', 'batch_processing_size: Date.now()'),
    says: ['error[not-hermetic]', 'Date', /configs\/sniffer\.ts:\d+:\d+/],
  },
  {
    title: 'a module that reaches for the network',
    damage: (workspace) =>
      workspace.edit(sniffer, 'export const', "fetch('http://127.0.0.1/')\nexport const"),
    says: ['error[not-hermetic]', 'fetch', /configs\/sniffer\.ts:\d+:\d+/],
  },
  {
    title: 'a module that reads a file',
    damage: (workspace) =>
      workspace.edit(sniffer, 'import ', "import { readFileSync } from 'node:fs'\nimport "),
    says: ['error[import-outside-workspace]', 'node:fs', /configs\/sniffer\.ts:1:\d+/],
  },
  {
    title: 'a value that is a Promise',
    damage: (workspace) =>
      workspace.edit(
        sniffer,
        'batch_processing_size: 4',
        'batch_processing_size: Promise.resolve(4) as never',
      ),
    says: ['error[promise-in-config]', /configs\/sniffer\.ts:\d+:\d+/],
  },
  {
    title: 'an import from outside the workspace',
    damage: (workspace) =>
      workspace.edit(sniffer, 'import ', "import passwd from '../../../etc/passwd'\nimport "),
    says: ['error[import-outside-workspace]', /configs\/sniffer\.ts:1:\d+/],
  },
  {
    title: 'an import of a file that is not there',
    damage: (workspace) => workspace.edit(sniffer, './site.ts', './sites.ts'),
    says: ['error[module-not-found]', 'sites.ts', /configs\/sniffer\.ts:\d+:\d+/],
  },
  {
    title: 'a schema that breaks the profile',
    damage: (workspace) =>
      workspace.edit(
        'schemas/rag.schema.json',
        '"additionalProperties": false',
        '"unevaluatedProperties": false, $&',
      ),
    says: ['error[schema-profile]', /schemas\/rag\.schema\.json:\d+:\d+/, 'unevaluatedProperties'],
  },
  {
    title: 'a schema that is not JSON',
    damage: (workspace) => workspace.write('schemas/rag.schema.json', '{ "type": '),
    says: ['error[schema-syntax]', /schemas\/rag\.schema\.json:1:\d+/],
  },
  {
    title: 'a type error',
    damage: (workspace) => workspace.edit(sniffer, "profile: 'dual_nic'", 'profile: 7'),
    says: ['error[', /configs\/sniffer\.ts:\d+:\d+/, 'profile'],
  },
  {
    title: 'a value of the wrong type that goes into two components',
    damage: (workspace) => workspace.edit('configs/site.ts', "'pipeline-test'", '5'),
    says: ['error[wrong-type]', /--> configs\/site\.ts:4:29/, 'also used by'],
  },
  {
    title: 'contradicting components',
    damage: (workspace) => workspace.edit(sniffer, 'thresholds.ddos', '0.99'),
    says: ['error[invariant-failed]', 'thresholds-agree', /configs\/sniffer\.ts:\d+:\d+/],
  },
  {
    title: 'an expired waiver',
    damage: (workspace) => workspace.edit('configs/waivers.ts', '2099-12-31', '2020-01-31'),
    says: ['error[waiver-expired]', '2020-01-31', /--> configs\/waivers\.ts:\d+:\d+/],
  },
  {
    title: 'a waiver until a day that there is not',
    damage: (workspace) => workspace.edit('configs/waivers.ts', '2099-12-31', '2099-02-30'),
    says: ['error[waiver-day-invalid]', '2099-02-30', /--> configs\/waivers\.ts:\d+:\d+/],
  },
]

describe('bad configuration', () => {
  it.each(cases)(
    '$title is one clear error with its place, and exit code 4',
    async ({ damage, says, hides }) => {
      const workspace = copyWorkspace()
      damage(workspace)
      const ran = await appia(['check'], workspace)
      expect(ran.exitCode, ran.stderr).toBe(exitCodes.invalid)
      for (const text of says) expect(ran.stderr).toMatch(text)
      if (hides !== undefined) expect(ran.stdout + ran.stderr).not.toContain(hides)
      expect(ran.stderr.match(/^error\[/gm), ran.stderr).toHaveLength(1)
    },
  )

  it('of one environment is looked for with --env', async () => {
    const one = await appia(['check', '--env', 'lab'], copyWorkspace())
    expect(one.stdout).toMatch(/^lab {2}6 keys/)
    const none = await appia(['check', '--env', 'lib'], copyWorkspace())
    expect(none.exitCode).toBe(exitCodes.usage)
  })

  it.each(['plan', 'apply'])('%s refuses it before it opens a store', async (verb) => {
    const workspace = copyWorkspace()
    workspace.edit('configs/channels.ts', '5571', '70000')
    const ran = await appia([verb, '--env', 'lab', '--endpoints', '127.0.0.1:1'], workspace)
    expect(ran.exitCode).toBe(exitCodes.invalid)
  })
})
