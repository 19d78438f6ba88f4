import {
  appendPointer,
  type Change,
  canonicalJson,
  hidePrivateKeys,
  isJsonObject,
  type JsonValue,
  type Plan,
} from '../../model/index.ts'

/** Edits after which a diff is given up: quadratic beyond. */
const mostEdits = 2_000

/** Unified diffs by key, of live against planned, on indented JSON. A key whose diff is too large gets a line that says so. */
export async function diffChanges(planned: {
  readonly plan?: Plan
  readonly live: { readonly entries: ReadonlyMap<string, { readonly value: Uint8Array }> }
}): Promise<Map<string, string>> {
  const { createTwoFilesPatch } = await import('diff')
  const diffs = new Map<string, string>()
  for (const change of planned.plan?.changes ?? []) {
    if (change.action === 'own') continue
    const before = planned.live.entries.get(change.key)
    const options = { context: 2, maxEditLength: mostEdits }
    const from = before === undefined ? '' : indented(parseLive(before.value), change)
    const to = change.after === null ? '' : indented(change.after.value, change)
    const patch = createTwoFilesPatch('live', 'planned', from, to, '', '', options)
    diffs.set(change.key, patch === undefined ? 'too many differences for a diff\n' : withoutTitle(patch))
  }
  return diffs
}

/** Secret leaves are masked on both sides. */
function indented(value: JsonValue, change: Change): string {
  const secrets = new Set(change.leaves.filter((leaf) => leaf.isSecret).map((leaf) => leaf.pointer))
  const sorted = JSON.parse(canonicalJson(mask(value, '', secrets))) as JsonValue
  return `${JSON.stringify(sorted, null, 2)}\n`
}

function mask(value: JsonValue, pointer: string, secrets: ReadonlySet<string>): JsonValue {
  if (secrets.has(pointer)) return '(secret)'
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => mask(item, appendPointer(pointer, index), secrets))
  }
  if (typeof value === 'string') return hidePrivateKeys(value)
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(([name, member]) => [
    name,
    mask(member, appendPointer(pointer, name), secrets),
  ])
  return Object.fromEntries(members)
}

/** What is live may be anything; text that is no JSON is shown as a string. */
function parseLive(bytes: Uint8Array): JsonValue {
  const text = Buffer.from(bytes).toString('utf8')
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text
  }
}

/** Drops `Index`, `===`, `---` and `+++`: the key stands above. */
function withoutTitle(patch: string): string {
  return patch.slice(patch.indexOf('@@'))
}
