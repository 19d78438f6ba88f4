// Secrets in documents: references, what is never shown, and for whom something is sealed.
export { hidePrivateKeys, holdsPrivateKey, privateKeyNotShown, withoutPrivateKeys } from './private-key.ts'
export { isHybridRecipient, plaintextRecipient } from './recipient.ts'
export {
  type DocumentSecret,
  type IndexedSecrets,
  isAgeText,
  type SecretForm,
  type SecretSource,
  type SecretSources,
  secretReferences,
  type Template,
  treatedAs,
  treatmentOf,
  withValuesAt,
} from './secret.ts'
