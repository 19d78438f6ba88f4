/** The line that says that the sources were not looked at; nothing where they were. */
export function sourcesLine({ withoutSources: why }: { readonly withoutSources?: string }): string[] {
  if (why === undefined) return []
  return [`without the sources: ${why}; values that no schema here describes are not shown`]
}
