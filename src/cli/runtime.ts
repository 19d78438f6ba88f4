/** Why `appia` cannot run on this version of Node (`20.19.0`), or undefined: `engines` of package.json in words. */
export function runtimeComplaint(version: string, path: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isSupported = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22
  if (isSupported) return undefined
  return `appia needs Node 22.12 or newer, or the line 20 from 20.19 on; this is Node ${version} (${path})`
}

/** What Node or a dependency will do otherwise one day is not news for whoever types a command; other warnings stay. */
export function hideRuntimeWarnings(): void {
  process.noDeprecation = true
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (/^(Experimental|Deprecation)Warning$/.test(warning.name)) return
    for (const listener of listeners) listener.call(process, warning)
  })
}
