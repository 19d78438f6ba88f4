import {
  type CppOutput,
  generateCpp,
  generatePython,
  type NamedKey,
  type NativeInput,
} from '../../codegen/index.ts'
import { hasErrors, rotationKeys } from '../../model/index.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import type { ReadSchemas } from '../workspace/read-schemas.ts'
import { cmakePackage, nativeHeaders } from './native-headers.ts'

export interface NativeFiles extends CppOutput {
  /** Where a file that is not among them, and was generated, is of no use any more. */
  readonly folders: readonly string[]
}

/** C++ and Python, in the languages that the workspace wants; nothing while it cannot be evaluated. */
export async function generateNative(
  workspace: CompiledWorkspace,
  { schemas, parts }: Pick<ReadSchemas, 'schemas' | 'parts'>,
): Promise<NativeFiles> {
  const { languages, channels } = workspace
  const isEvaluated = !hasErrors(workspace.diagnostics) && workspace.compiled.size > 0
  if (!isEvaluated) return { files: [], diagnostics: [], folders: [] }
  const input: NativeInput = { channels, keys: keysOf(workspace) }
  const runtime = new Map([...(await nativeHeaders()), ...(await cmakePackage())])
  const cpp = languages.includes('cpp')
    ? await generateCpp({ schemas, parts, runtime, workspace: input })
    : { files: [], diagnostics: [] }
  const python = languages.includes('python') ? generatePython({ schemas, parts, workspace: input }) : []
  // What a refused schema would have become is not an orphan.
  const folders = hasErrors(cpp.diagnostics) ? [] : ['generated/cpp', 'generated/python']
  return { files: [...cpp.files, ...python], diagnostics: cpp.diagnostics, folders }
}

/** The documents of all environments, sorted by key, and what every workspace has. */
function keysOf({ compiled }: CompiledWorkspace): NamedKey[] {
  const documents = new Map<string, NamedKey>()
  for (const { desired } of compiled.values()) {
    const prefix = desired?.environment.prefix ?? ''
    for (const { key, node, schema } of desired?.entries ?? []) {
      const plain = key.slice(prefix.length)
      const name = plain
        .replace(/^\/config\//, '')
        .replace(/\/json$/, '')
        .replaceAll('/', '_')
      if (node === undefined)
        documents.set(plain, { name, key: plain, about: `A document of schema ${schema}.` })
    }
  }
  const sorted = [...documents.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  return [...sorted, ...encryptionKeys()]
}

function encryptionKeys(): NamedKey[] {
  const { keyset, current, previous, schedule } = rotationKeys('')
  return [
    { name: 'keyset', key: keyset, about: 'The state of the rotation of seeds.' },
    {
      name: 'current_key',
      key: current,
      about: 'View of the keyset: the primary key, sealed for each member.',
    },
    { name: 'previous_keys', key: previous, about: 'View of the keyset: keys that still open messages.' },
    { name: 'rotation_schedule', key: schedule, about: 'View of the keyset: when the next key is due.' },
  ]
}
