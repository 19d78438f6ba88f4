import { existsSync, readFileSync } from 'node:fs'

/** Style and script of the page as the build wrote them: beside the built program, or in dist/ while it runs from its sources. */
export function readAsset(name: 'report.css' | 'report-page.js'): string {
  const places = ['./', '../../dist/'].map((folder) => new URL(`${folder}${name}`, import.meta.url))
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`${name} was not built`)
  return readFileSync(found, 'utf8').trim()
}
