import { useEffect, useState } from 'preact/hooks'
import type { View } from '../board.ts'

/** Where on the page one is: `#/fleet`, `#/diff/@3/live`. */
export interface Route {
  readonly view: View | 'diff'
  /** What stands behind the view's name. */
  readonly rest: readonly string[]
}

const views: readonly Route['view'][] = [
  'overview',
  'fleet',
  'applies',
  'plan',
  'drift',
  'keys',
  'etcd',
  'diff',
]

/** The route that the address names; the overview for any other. */
export function routeOf(hash: string): Route {
  const [name = '', ...rest] = hash.replace(/^#\/?/, '').split('/').map(decoded)
  const view = views.find((each) => each === name) ?? 'overview'
  return { view, rest }
}

/** The address of a route. */
export function hrefOf(view: Route['view'], ...rest: readonly string[]): string {
  return `#/${[view, ...rest].map(encodeURIComponent).join('/')}`
}

/** The route as it is now; whoever uses it is drawn again when it is another. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash))
  useEffect(() => {
    const onChange = () => setRoute(routeOf(location.hash))
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [])
  return route
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a lone % is itself
  }
}
