import { canonicalJson } from './json/index.ts'
import type { After } from './plan.ts'

const texts = new WeakMap<After, string>()

/** Canonical JSON of the value that a change leaves; written once, however many ask: size, guards, put and record do. */
export function canonicalTextOf(after: After): string {
  const text = texts.get(after) ?? canonicalJson(after.value)
  texts.set(after, text)
  return text
}

/** The same, where the text is there already. */
export function withCanonicalText(after: After, text: string): After {
  texts.set(after, text)
  return after
}

/** What the key holds after the change, as `encodeBytes` writes it. */
export function textOfAfter(after: After): string {
  return after.bytes ?? canonicalTextOf(after)
}
