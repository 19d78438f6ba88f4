/** What is wrong with a document of firewall rules, at a pointer into it. */
export interface FirewallProblem {
  readonly code: 'firewall-rules' | 'firewall-cut-off'
  readonly severity: 'error' | 'warning'
  readonly pointer: string
  /** One sentence, with the value. */
  readonly message: string
  readonly help?: string
}

export function fault(pointer: string, message: string, help?: string): FirewallProblem {
  return { code: 'firewall-rules', severity: 'error', pointer, message, ...(help !== undefined && { help }) }
}

export function caution(pointer: string, message: string, help?: string): FirewallProblem {
  return { ...fault(pointer, message, help), severity: 'warning' }
}
