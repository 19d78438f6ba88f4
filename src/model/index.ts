// The nouns of Appia: documents, desired and live state, changes, plans, diagnostics, provenance and the store.
// Types and tiny pure helpers; knows no other folder, no clock and no I/O.

export { canonicalTextOf, textOfAfter, withCanonicalText } from './after-text.ts'
export { answerBytesLimit } from './answer-limit.ts'
export type { AppliedChange, AppliedChanges, ManagedKey } from './applied-change.ts'
export { decodeBytes, encodeBytes } from './byte-text.ts'
export { canonicalInSteps, canonicalJson, findNonJson, type NonJson } from './canonical.ts'
export type {
  AuthoredCollection,
  CollectionDocument,
  DesiredCollection,
  GenerationPointer,
  GenerationShards,
} from './collection.ts'
export { configCompilerOptions } from './config-compiler-options.ts'
export type {
  CompiledEnvironment,
  Desired,
  DesiredEntry,
  Effect,
  InvariantSummary,
  LeafFacts,
  LeafLookup,
} from './desired.ts'
export { type Diagnostic, type DiagnosticNote, hasErrors, sortDiagnostics } from './diagnostic.ts'
export { type DiagnosticCode, diagnosticCodes } from './diagnostic-codes.ts'
export { type ExitCode, exitCodes } from './exit-code.ts'
export {
  type AddressFamily,
  type ConnectionState,
  type FirewallDocument,
  type FirewallHook,
  type FirewallLimit,
  type FirewallManagement,
  type FirewallRule,
  type FirewallSet,
  firewallFormat,
} from './firewall.ts'
export { type DocumentFormat, type DocumentKind, documentFormats, kindOf } from './format.ts'
export { contentGuardBytes } from './guard-limit.ts'
export {
  followMoves,
  type Handover,
  type IgnoredChanges,
  isKeyName,
  type Move,
  matchesRule,
  parseIgnored,
} from './handover.ts'
export { sha256 } from './hash.ts'
export { isInitial } from './initial.ts'
export { inputLimits, isDeeperThan } from './input-limits.ts'
export { isJsonObject, type JsonArray, type JsonObject, type JsonValue, jsonType } from './json.ts'
export { defaultKeepApplies } from './keep-applies.ts'
export {
  acknowledgementKey,
  configKey,
  configPrefix,
  type Home,
  isPointerKey,
  isSameHome,
  ledgerKey,
  memberOfAcknowledgementKey,
  memberStatusKey,
  memberStatusPrefix,
  nodeFolder,
  nodeKey,
  ownersKey,
  type PublishedKeys,
  pointerKey,
  prefixOfPointer,
  publishedKeys,
  type RotationKeys,
  reportKey,
  reservedWorkspaces,
  rotationKeys,
  seedPrefix,
  splitNodeKey,
  type ToolKeys,
  toolKeys,
  toolRoot,
  withoutNode,
} from './keys.ts'
export type {
  ArrayType,
  AttachSource,
  CharType,
  EntrySource,
  EnumerationType,
  IntegerType,
  LayoutDeclaration,
  LayoutType,
  MapDeclaration,
  PaddingType,
  ScalarSource,
  StructType,
  ValueSource,
} from './layout.ts'
export {
  type Confirmation,
  type Epoch,
  type IndexedKey,
  isApply,
  type LedgerEntry,
  type Live,
  type Owner,
  type Owners,
  type PendingApply,
  type SuppressedLeaf,
} from './live.ts'
export { type LiveRead, type LiveValues, liveReader } from './live-read.ts'
export { editDistance, nearest } from './nearest.ts'
export { partHash } from './part-hash.ts'
export {
  type After,
  type Before,
  type Change,
  type Drift,
  type ElementKeys,
  isWrite,
  type KeptParts,
  type LeafChange,
  type PathStep,
  type Plan,
  type PlannedCollection,
  type PlannedDocument,
  type PlannedRead,
  type Protection,
  type UnreadBytes,
} from './plan.ts'
export {
  appendPointer,
  decodePointer,
  encodePointer,
  parentPointer,
  readablePointer,
  valueAt,
} from './pointer.ts'
export { hidePrivateKeys, holdsPrivateKey, privateKeyNotShown, withoutPrivateKeys } from './private-key.ts'
export { hasChanges, isSameProtection } from './protection.ts'
export {
  type ExtendedProvenance,
  extendProvenance,
  formatPlace,
  lazyProvenance,
  nearestOrigin,
  type Origin,
  type Place,
  type Provenance,
} from './provenance.ts'
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
export { faultsOf, isEndOfLife } from './server-faults.ts'
export { shellWord } from './shell-word.ts'
export { runSteps } from './steps.ts'
export {
  type Compare,
  type EndpointStatus,
  type KeyValue,
  type Lease,
  type Operation,
  type OperationResult,
  type PutOperation,
  prefixEnd,
  type RangeRequest,
  type RangeResult,
  type Store,
  StoreError,
  type StoreErrorCode,
  type Txn,
  type TxnResult,
  type Watch,
  type WatchBatch,
  type WatchEvent,
  type WatchRequest,
} from './store.ts'

export { storeLimits, txnSize } from './txn-size.ts'
export { expiredWaivers, isDay } from './waiver.ts'
export {
  type AuthoredChannel,
  type AuthoredChannelEnd,
  type AuthoredDocument,
  type AuthoredLayout,
  type AuthoredWaiver,
  type Environment,
  type InvariantResult,
  isQuantity,
  isSecretReference,
  type LeafReference,
  type LoadedWorkspace,
  type NativeLanguage,
  type Quantity,
  type SecretReference,
  type SourceFile,
  type Waiver,
} from './workspace.ts'
export { isReservedKey, type KeyScope, keyProblem } from './writable-key.ts'
