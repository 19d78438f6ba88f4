/**
 * A tree of HTML as plain data. Texts are texts wherever they come from: they become escaped characters in a file and text
 * nodes in a browser. Tags and attributes are those listed here, of which none runs a script.
 */
export interface Element {
  readonly tag: Tag
  readonly attributes: Attributes
  readonly children: readonly Child[]
}

export type Child = Element | string

type Tag =
  | 'a'
  | 'article'
  | 'button'
  | 'code'
  | 'dd'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'fieldset'
  | 'footer'
  | 'form'
  | 'g'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'header'
  | 'input'
  | 'label'
  | 'legend'
  | 'li'
  | 'main'
  | 'mark'
  | 'ol'
  | 'p'
  | 'path'
  | 'rect'
  | 'section'
  | 'span'
  | 'strong'
  | 'summary'
  | 'svg'
  | 'table'
  | 'tbody'
  | 'td'
  | 'text'
  | 'th'
  | 'thead'
  | 'title'
  | 'tr'
  | 'ul'

type Attributes = {
  readonly [name in
    | 'aria-hidden'
    | 'aria-label'
    | 'aria-labelledby'
    | 'aria-live'
    | 'autocomplete'
    | 'class'
    | 'colspan'
    | 'd'
    | 'data-name'
    | 'data-value'
    | 'dx'
    | 'height'
    | 'hidden'
    | 'href'
    | 'id'
    | 'name'
    | 'placeholder'
    | 'role'
    | 'rx'
    | 'scope'
    | 'spellcheck'
    | 'tabindex'
    | 'text-anchor'
    | 'type'
    | 'value'
    | 'viewBox'
    | 'width'
    | 'x'
    | 'y']?: string | undefined
}

const withoutEnd: readonly Tag[] = ['input']

/** An element; children that are left out (`false`, `undefined`) are not there. */
export function element(
  tag: Tag,
  attributes: Attributes,
  children: readonly (Child | false | undefined)[] = [],
): Element {
  const href = attributes.href ?? '#'
  if (!/^(#|https?:\/\/)/.test(href)) throw new Error(`not an address: ${href}`)
  return { tag, attributes, children: children.filter((child) => child !== false && child !== undefined) }
}

/** The tree as HTML on one line. */
export function toHtml(child: Child): string {
  if (typeof child === 'string') return escapeHtml(child)
  const { tag, attributes, children } = child
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escapeHtml(value)}"`],
  )
  const head = `<${tag}${written.join('')}>`
  return withoutEnd.includes(tag) ? head : `${head}${children.map(toHtml).join('')}</${tag}>`
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // `##[…]` in the log of a job is a command to it.
  '#': '&#35;',
}

/** Text for between tags and between double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]|#(?=#)/g, (character) => entities[character] as string) // each has one
}
