// Reads the secrets that an apply puts into documents, from where the environment says. What it reads goes to the
// transaction and nowhere else: never into a message, a log or a file.
export type { SecretDocument } from './fit-secrets.ts'
export { type PlacedSecret, plannedSecretValues, resolveSecrets } from './resolve-secrets.ts'
export { documentsOf } from './secret-documents.ts'
