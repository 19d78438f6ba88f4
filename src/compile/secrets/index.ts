// Which references to secrets of an environment's documents an apply puts something in the place of, and from where.
// Knows where a secret comes from, never the secret.
export { checkSecretNames } from './check-names.ts'
export { documentSecrets, type SecretUse } from './document-secrets.ts'
export { withPlaceholders } from './placeholders.ts'
export { declaredRecipients } from './recipients.ts'
