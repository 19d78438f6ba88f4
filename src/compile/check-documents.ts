import {
  type AuthoredDocument,
  type Diagnostic,
  isPointerKey,
  isReservedKey,
  nearest,
} from '../model/index.ts'
import type { Schema } from '../schema/index.ts'
import { originOf } from './origin.ts'

export interface DocumentChecks {
  readonly schemas: ReadonlyMap<string, Schema>
  /** Without the environment's prefix. */
  readonly managedPrefixes: readonly string[]
}

/** What is wrong with an environment's documents as a set: two with one key, a key that is not managed, no schema. */
export function checkDocuments(documents: readonly AuthoredDocument[], checks: DocumentChecks): Diagnostic[] {
  const seen = new Map<string, AuthoredDocument>()
  return documents.flatMap((document) => {
    const twin = seen.get(document.key)
    seen.set(document.key, document)
    return [
      ...(twin === undefined ? [] : [duplicateKey(document, twin)]),
      ...(checks.managedPrefixes.some((prefix) => document.key.startsWith(prefix))
        ? []
        : [wrongKey(document, checks.managedPrefixes)]),
      ...(isPointerKey(document.key) ? [pointerReserved(document)] : []),
      ...(isReservedKey(document.key, '') ? [reservedKey(document)] : []),
      ...(checks.schemas.has(document.schema) ? [] : [schemaMissing(document, checks.schemas)]),
    ]
  })
}

function duplicateKey(document: AuthoredDocument, twin: AuthoredDocument): Diagnostic {
  const other = originOf(twin.provenance, '')
  return {
    ...about(document),
    code: 'duplicate-key',
    message: `two documents have the key ${document.key}`,
    ...(other !== undefined && { notes: [{ label: 'found', text: 'the other one', at: other.at }] }),
    help: 'remove one of them, or give it a key of its own',
  }
}

/** Such a key names the generation of a collection, and is written by `collection()` alone. */
function pointerReserved(document: AuthoredDocument): Diagnostic {
  return {
    ...about(document),
    code: 'wrong-key',
    message: `the key ${document.key} is one that only a collection may have`,
    help: 'choose another last part than ".generation"',
  }
}

function reservedKey(document: AuthoredDocument): Diagnostic {
  return {
    ...about(document),
    code: 'wrong-key',
    message: `the key ${document.key} lies among Appia's own records or the encryption keys`,
    help: 'choose another folder than /appia/ and /keys/',
  }
}

function wrongKey(document: AuthoredDocument, managedPrefixes: readonly string[]): Diagnostic {
  return {
    ...about(document),
    code: 'wrong-key',
    message: `the key ${document.key} lies outside the managed prefixes ${managedPrefixes.join(', ')}`,
    help: 'choose a key under one of them, or add its prefix to managedPrefixes of the workspace',
  }
}

function schemaMissing(document: AuthoredDocument, schemas: ReadonlyMap<string, Schema>): Diagnostic {
  const nearestName = nearest(document.schema, [...schemas.keys()])
  return {
    ...about(document),
    code: 'schema-missing',
    message: `${document.key} has no schema: schemas/${document.schema}.schema.json is not there`,
    help:
      nearestName === undefined
        ? `write schemas/${document.schema}.schema.json`
        : `did you mean ${nearestName}?`,
  }
}

function about(
  document: AuthoredDocument,
): Pick<Diagnostic, 'severity' | 'key' | 'pointer' | 'at' | 'origin'> {
  const origin = originOf(document.provenance, '')
  return {
    severity: 'error',
    key: document.key,
    pointer: '',
    ...(origin !== undefined && { at: origin.at, origin }),
  }
}
