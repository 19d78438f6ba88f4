import { type ResolvedLayout, resolveLayout } from '../../layout/index.ts'
import { type AuthoredLayout, nearest } from '../../model/index.ts'
import { usageFailure } from '../failure.ts'

/** The layout of that name, or the only one. Throws a usage `Failure` where there is none or a choice. */
export function chooseLayout(layouts: readonly AuthoredLayout[], name: string | undefined): ResolvedLayout {
  const names = layouts.map(({ declaration }) => declaration.name)
  if (names.length === 0) {
    throw usageFailure(
      'this workspace declares no layout',
      'declare one: workspace({ layouts: [layout(…)] })',
    )
  }
  if (name === undefined && names.length > 1) {
    throw usageFailure('this workspace has several layouts', `name one: --layout ${names.join(' | ')}`)
  }
  const chosen = layouts.find(({ declaration }) => name === undefined || declaration.name === name)
  if (chosen === undefined) {
    const suggestion = nearest(name ?? '', names)
    const hint = suggestion === undefined ? `layouts: ${names.join(', ')}` : `did you mean ${suggestion}?`
    throw usageFailure(`no layout "${name}"`, hint)
  }
  return resolveLayout(chosen.declaration, chosen.provenance)
}
