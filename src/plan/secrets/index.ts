// Secrets in a plan: where the ones that stay are in the live document, and what hides them before it is compared.
export { checkSecretsLive } from './check-live.ts'
export { maskSecrets } from './mask-secrets.ts'
export { placeSecrets, placesOf } from './place-secrets.ts'
export { placesProblem, secretsProblem } from './secrets-problem.ts'
export { withMovedParts } from './with-moved-parts.ts'
