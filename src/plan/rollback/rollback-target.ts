import type { Change, Diagnostic, DocumentKind, DocumentSecret, JsonValue } from '../../model/index.ts'

/** One key that a rollback deals with. */
export interface RollbackTarget extends DocumentKind {
  readonly key: string
  readonly component: string
  /** What it is to hold; absent: it is to go. */
  readonly bytes?: Uint8Array
  /** `bytes` are canonical JSON with references in the place of these: what is live stays there. */
  readonly secrets?: readonly DocumentSecret[]
  /** It was taken into ownership as it was, with secrets: it is let go as it is. */
  readonly isLeftAsIs?: true
  /** Managed afterwards; otherwise it is given back to whoever had it before. */
  readonly isOurs: boolean
  /** What is taken back: `to` was applied, and stood in the place of `from`. Absent where nothing was. */
  readonly withdrawn?: { readonly from: JsonValue | undefined; readonly to: JsonValue }
  readonly problems: readonly Diagnostic[]
}

/** A key of which what it held is not known. */
export function notRestorable(key: string): Diagnostic {
  return {
    code: 'not-restorable',
    severity: 'error',
    message: `${key} cannot be rolled back: what it held may have been a secret, and was not kept`,
    key,
    help: `set it in the sources and apply them; to roll back the others: --leave ${key}`,
  }
}

/** Secrets that are to be there again, and of which nothing was kept. */
export function notRestorableSecrets({ key, after }: Change): Diagnostic[] {
  const gone = (after?.secrets ?? []).filter(({ keptFrom }) => keptFrom === undefined)
  return gone.map(({ pointer, name }) => ({
    code: 'not-restorable',
    severity: 'error',
    message: `${key}#${pointer} cannot be rolled back: secret(${JSON.stringify(name)}) is not live any more, and secrets are not in the history`,
    key,
    pointer,
    help: `set it in the sources and apply them; to roll back the others: --leave ${key}`,
  }))
}

/** A value that is not as the apply to be taken back left it. */
export function changedSince(key: string, pointer: string): Diagnostic {
  const name = pointer === '' ? key : `${key}#${pointer}`
  return {
    code: 'changed-since',
    severity: 'error',
    message: `${name} was changed again since`,
    key,
    pointer,
    help: `to go back to the state after an apply, whatever was changed since: --to N; to roll back the others: --leave ${key}`,
  }
}
