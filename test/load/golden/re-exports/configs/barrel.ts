export { a as renamed } from './leaf'
export * from './leaf'
export { default as fromDefault } from './leaf'
import { b as local } from './leaf'
export { local as again }
