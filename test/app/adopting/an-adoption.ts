import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { adoptDrift } from '../../../src/app/adopting/index.ts'
import { applySources } from '../../../src/app/apply/index.ts'
import type { Context } from '../../../src/app/index.ts'
import { planSources } from '../../../src/app/plan/index.ts'
import { adoptedText, proposalText } from '../../../src/cli/render/adoption.ts'
import { renderDiagnostics } from '../../../src/cli/render/text/diagnostics.ts'
import type { JsonValue } from '../../../src/model/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { copyWorkspace, type TestWorkspace } from '../../support/workspace.ts'
import { contextIn, reviewer } from '../a-context.ts'

const fixture = join(import.meta.dirname, '../../support/fixtures/adopting')

/** What somebody does to a document, or to a text. */
export type Edit = (document: never) => unknown

/** A workspace whose environment was applied, and what can be done with it. */
export interface Adopting {
  readonly workspace: TestWorkspace
  /** Edits keys behind the tool's back: a function of the document, a text, or undefined to delete. */
  outside(edits: { readonly [key: string]: Edit | string | undefined }): Promise<void>
  adopt(request?: Partial<Parameters<typeof adoptDrift>[0]>, agreed?: Partial<Context>): Promise<Adopted>
  /** How many keys a plan would write. */
  planned(): Promise<number>
  /** The sources by path. */
  sources(): { readonly [path: string]: string }
}

interface Adopted {
  readonly text: string
  readonly exitCode: number
}

/** Applies the fixture, or a workspace made of it, to the embedded store of one environment. */
export async function adopting(
  environment = 'local',
  change: (workspace: TestWorkspace) => void = () => {},
  before: { readonly [key: string]: string } = {},
): Promise<Adopting> {
  const workspace = copyWorkspace(fixture)
  change(workspace)
  const { directory } = workspace
  const context: Context = { ...contextIn(directory, { isAgreed: true }), environment }
  const outside: Adopting['outside'] = async (edits) => {
    mkdirSync(join(directory, '.appia'), { recursive: true, mode: 0o700 })
    const store = await openEmbeddedStore({ file: join(directory, `.appia/${environment}.store`) })
    for (const [key, edit] of Object.entries(edits)) {
      const [found] = (await store.range({ key })).kvs
      const text = edited(Buffer.from(found?.value ?? []).toString('utf8'), edit)
      const operation =
        text === undefined
          ? { kind: 'delete' as const, key }
          : { kind: 'put' as const, key, value: Buffer.from(text) }
      await store.txn({ compare: [], success: [operation], failure: [] })
    }
    await store.close()
  }
  if (Object.keys(before).length > 0) await outside(before)
  await applySources(context, reviewer().reviewer)
  return {
    workspace,
    sources: () => sourcesIn(directory),
    outside,
    async adopt(request = {}, more = {}) {
      const shown: string[] = []
      const plain = (_: string, text: string) => text
      const result = await adoptDrift(
        { parts: [], plain: [], isShared: false, isDry: false, ...request },
        { ...context, ...more },
        {
          show: async (adoption) => void shown.push(await proposalText(adoption, plain)),
          agree: async () => void shown.push('asked'),
        },
      )
      if (result.kind !== 'refused') return { text: [...shown, adoptedText(result)].join('\n'), exitCode: 0 }
      const text = renderDiagnostics(result.diagnostics, {
        paint: plain,
        sourceOf: (file) => sourcesIn(directory)[file],
      })
      return { text: [...shown, text].join('\n'), exitCode: result.exitCode }
    },
    async planned() {
      const { plan } = (await planSources({}, context)) as {
        plan?: { changes: readonly { action: string }[] }
      }
      return plan?.changes.filter(({ action }) => action !== 'own').length ?? Number.NaN
    },
  }
}

function edited(text: string, edit: Edit | string | undefined): string | undefined {
  if (typeof edit !== 'function') return edit
  const document = JSON.parse(text) as JsonValue
  const returned = edit(document as never)
  return JSON.stringify(returned === undefined ? document : returned)
}

function sourcesIn(directory: string): { readonly [path: string]: string } {
  const files = readdirSync(join(directory, 'configs'), { recursive: true, encoding: 'utf8' }).sort()
  const texts = files
    .filter((file) => /\.\w+$/.test(file))
    .map((file) => [`configs/${file}`, readFileSync(join(directory, 'configs', file), 'utf8')] as const)
  return Object.fromEntries(texts)
}

/** Only the local environment is left. */
export function localAlone({ edit }: TestWorkspace): void {
  edit('configs/index.ts', / {4}staging: [\s\S]*?\n {4}\},\n {4}prod: .*\n/, '')
  edit('configs/index.ts', 'invariant, override, workspace', 'invariant, workspace')
}
