import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { generateC } from '../../../src/codegen/c/generate.ts'
import type { JsonValue, LayoutDeclaration } from '../../../src/model/index.ts'

/** Documents that the sniffer's maps follow, as they are in etcd. */
export function snifferDocuments(
  options: {
    readonly interfaces?: { readonly [name: string]: { readonly mode: string; readonly role: string } }
    readonly excludedPorts?: readonly number[]
    readonly includedPorts?: readonly number[]
    readonly defaultAction?: string
  } = {},
): Map<string, JsonValue> {
  const interfaces = options.interfaces ?? {
    eth1: { mode: 'host-based', role: 'wan' },
    eth3: { mode: 'gateway', role: 'lan' },
  }
  const filter = {
    excluded_ports: options.excludedPorts ?? [22],
    included_ports: options.includedPorts ?? [],
    default_action: options.defaultAction ?? 'capture',
  }
  return new Map<string, JsonValue>([
    ['/config/sniffer/iface_configs/json', { interfaces }],
    ['/config/sniffer/json', { capture: { filter } }],
  ])
}

/** Writes the headers of layouts to a new folder and returns it. */
export function writeHeaders(
  declarations: LayoutDeclaration | readonly LayoutDeclaration[],
  documents: ReadonlyMap<string, JsonValue> = snifferDocuments(),
): string {
  const layouts = [declarations].flat().map((declaration) => ({ declaration, provenance: new Map() }))
  const output = generateC({ layouts, environment: 'test', documents, existing: new Map() })
  if (output.files.length === 0) throw new Error(JSON.stringify(output.diagnostics))
  const folder = mkdtempSync(join(tmpdir(), 'appia-headers-'))
  for (const { path, text } of output.files) writeFileSync(join(folder, basename(path)), text)
  return folder
}

/** Runs a program and returns what it printed; throws with its complaint when it fails. */
export function run(command: string, parameters: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  })
  if (status === 0) return stdout
  throw new Error(`${command} ${parameters.join(' ')} failed: ${error?.message ?? stderr + stdout}`)
}
