// Merging: what somebody changed since, with what a rollback or a secret puts back.
export { mergeDocuments, type Versions } from './merge-documents.ts'
