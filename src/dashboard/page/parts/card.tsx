import type { ComponentChildren } from 'preact'
import { hrefOf, type Route } from '../route.ts'

export interface CardProperties {
  readonly view: Route['view']
  readonly title: string
  /** What one reads from across the room. */
  readonly figure: string
  readonly caption: string
  readonly children: ComponentChildren
}

/** A part of the overview; its title leads to the view of all of it. */
export function Card({ view, title, figure, caption, children }: CardProperties) {
  return (
    <section class={`card in-${view}`} aria-label={title}>
      <h2>
        <a href={hrefOf(view)}>{title}</a>
      </h2>
      <p class="figure">
        <strong>{figure}</strong> <span class="muted">{caption}</span>
      </p>
      {children}
    </section>
  )
}
