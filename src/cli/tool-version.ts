import packageJson from '../../package.json' with { type: 'json' }

/** The version of this tool, `0.1.0`. */
export function toolVersion(): string {
  return packageJson.version
}
