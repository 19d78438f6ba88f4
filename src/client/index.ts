// UnifiedEtcdClient: what a component runs on. Follows configuration and keys, falls back to memory, a sealed cache and
// a default, seals and opens messages, reports and counts. Knows nothing of workspaces, plans or applies.
export { memberStatusKey, StoreError } from '../model/index.ts'
export {
  agentProblems,
  type FollowedStatus,
  type MemberStatus,
  parseMemberStatus,
  type RunningConfig,
} from '../records/index.ts'
export type { SignatureDemand } from './applied/check-signature.ts'
export { type AppliedReading, readApplied, readApplyAt } from './applied/read-applied.ts'
export { type SignedDocument, TakenDocuments } from './applied/taken-documents.ts'
export { ClientError, type ClientErrorCode } from './client-error.ts'
export type { PublishedProblem, PublishedReading } from './collections/published-feed.ts'
export type { CollectionName } from './collections/published-keeper.ts'
export type { ConfigDocument, ConfigProblem } from './config/config-document.ts'
export type { ConfigListener, ConfigSource } from './config/config-feed.ts'
export type { DocumentPlace } from './config/document-place.ts'
export { type ClientEvent, type ConnectOptions, openStore } from './connect-options.ts'
export { Follow } from './follow.ts'
export { KeptKey } from './keys/kept-key.ts'
export {
  decodeKeyring,
  encodeKeyring,
  type KeyringContent,
  type KeyringKey,
  keyringMarker,
  writeKeyring,
} from './keys/keyring-file.ts'
export { Secret } from './keys/secret.ts'
export type { MetricsSnapshot } from './measures.ts'
export type { OpenedMessage, RejectionReason } from './messages/message-opener.ts'
export type { ChannelName } from './messages/message-sealer.ts'
export {
  type ConfigReading,
  type Health,
  type PutConfigOutcome,
  UnifiedEtcdClient,
} from './unified-etcd-client.ts'
