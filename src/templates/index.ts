// Documents with references in the place of secrets, and how a live document relates to them: where a secret stands,
// what is hidden before anything is compared, what is put in at apply. Pure. Knows neither stores nor sources of secrets.
export { isAsApplied, matchesTemplate } from './as-applied.ts'
export { fillTemplate, type SecretValues } from './fill-template.ts'
export { type AlignLists, alignedPlaces, byIndex } from './places.ts'
