import {
  canonicalJson,
  type Desired,
  type IndexedKey,
  type JsonValue,
  type KeyValue,
  type LeafLookup,
  type Live,
  sha256,
} from '../../src/model/index.ts'
import type { PlanInput } from '../../src/plan/index.ts'

/** A value of `desired` or `live` by key; text is taken as raw bytes in `live`. */
export interface Setting {
  readonly desired?: { readonly [key: string]: JsonValue }
  /** In the store and in the index. */
  readonly managed?: { readonly [key: string]: JsonValue }
  /** In the store, not in the index. */
  readonly foreign?: { readonly [key: string]: JsonValue }
  /** In the index with these contents, in the store with those of `managed`, `foreign` or none. */
  readonly applied?: { readonly [key: string]: JsonValue }
  readonly raw?: { readonly [key: string]: string }
  readonly lookup?: LeafLookup
  readonly rest?: Partial<PlanInput>
  readonly live?: Partial<Live>
}

/** The input of a plan: workspace `demo`, environment `lab`, managed prefix `/config/`, revision 10, apply 1. */
export function planInput(setting: Setting): PlanInput {
  return {
    desired: desiredOf(setting.desired ?? {}),
    live: liveOf(setting),
    lookup: setting.lookup ?? (() => ({ effect: 'restart', isSecret: false })),
    provenance: new Map(),
    ...setting.rest,
  }
}

/** A desired state of these values, for the environment `lab`. */
export function desiredOf(values: { readonly [key: string]: JsonValue }): Desired {
  return {
    workspace: 'demo',
    environment: {
      name: 'lab',
      workspace: 'demo',
      store: 'embedded',
      endpoints: [],
      prefix: '',
      isProtected: false,
      signers: [],
      readable: [],
    },
    entries: Object.entries(values)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => ({
        key,
        component: key.split('/')[2] ?? '',
        schema: 'any',
        value,
        text: canonicalJson(value),
        sha256: sha256(canonicalJson(value)),
      })),
    managedPrefixes: ['/config/'],
    sources: [{ file: 'configs/index.ts', sha256: sha256('') }],
    checks: { total: 0, holding: 0, waived: [] },
  }
}

function liveOf({ managed = {}, foreign = {}, applied = {}, raw = {}, live = {} }: Setting): Live {
  const index = new Map<string, IndexedKey>()
  for (const [key, value] of Object.entries({ ...managed, ...applied })) {
    index.set(key, { sha256: sha256(canonicalJson(value)), component: key.split('/')[2] ?? '' })
  }
  const texts = Object.entries({ ...managed, ...foreign }).map(
    ([key, value]) => [key, canonicalJson(value)] as const,
  )
  return {
    cluster: 'c0ffee0000000000',
    revision: 10,
    entries: new Map([...texts, ...Object.entries(raw)].map(([key, text]) => [key, keyValue(key, text)])),
    epoch: { seq: 1, lineage: 'l', applyId: 'a1', modRevision: 9, value: new Uint8Array() },
    owner: { workspace: 'demo', environment: 'lab' },
    index,
    lastApplied: new Map(Object.entries(applied).map(([key, value]) => [key, canonicalJson(value)])),
    ...live,
  }
}

/** A key as a store holds it, at revision 7. */
export function keyValue(key: string, text: string, lease = '0'): KeyValue {
  return { key, value: new TextEncoder().encode(text), createRevision: 5, modRevision: 7, version: 1, lease }
}
