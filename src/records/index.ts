// What the tool writes under its own keys and how it is read back: records of an apply, blobs, the manifest, changes,
// published generations, a member's status. Bytes in, values out; knows no store, no clock and no I/O.
export { type AcknowledgedDocument, acknowledgedDocuments } from './acknowledged.ts'
export { type Blob, blobBytesLimit, blobKey, compressBlob, decodeBlob, encodeBlob } from './blob.ts'
export { decodePart, encodeParts } from './change-parts.ts'
export { ToolDataError } from './damaged.ts'
export { type FollowedItem, followedItems } from './followed-items.ts'
export { agentProblems, type FollowedStatus } from './followed-status.ts'
export {
  decodeIndexShard,
  decodeManifest,
  encodeIndex,
  encodeManifest,
  type Manifest,
  namedByManifest,
  namedByShard,
  shardOfKey,
} from './manifest.ts'
export {
  encodeMemberStatus,
  type MemberStatus,
  parseMemberStatus,
  type RunningConfig,
} from './member-status.ts'
export { decodePending, encodePending } from './pending.ts'
export {
  compressShard,
  decodeGeneration,
  decodeGenerationPointer,
  decodeShard,
  digitsOf,
  encodeDocuments,
  encodeGeneration,
  parsePointer,
  shardDigits,
} from './published.ts'
export {
  decodeSigned,
  encodeSigned,
  mostSignatures,
  type SignedStatement,
  type StatedDocument,
  type Statement,
  signedText,
  statedDocument,
  statedOf,
  statementOf,
} from './signed-statement.ts'
export {
  decodeEpoch,
  decodeLedgerEntry,
  decodeOwner,
  decodeOwners,
  encodeEpoch,
  encodeLedgerEntry,
  encodeOwner,
  encodeOwners,
} from './tool-records.ts'
