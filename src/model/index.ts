// The nouns of Appia: documents, desired and live state, changes, plans, diagnostics, provenance and the store.
// Types and tiny pure helpers; knows no other folder, no clock and no I/O.

export { canonicalTextOf, textOfAfter, withCanonicalText } from './after-text.ts'
export type { AppliedChange, AppliedChanges, ManagedKey } from './applied-change.ts'
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
export {
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticNote,
  diagnosticCodes,
  hasErrors,
  sortDiagnostics,
} from './diagnostics/index.ts'
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
export {
  followMoves,
  type Handover,
  type IgnoredChanges,
  isKeyName,
  type Move,
  matchesRule,
  parseIgnored,
} from './handover.ts'
export { isInitial } from './initial.ts'
export {
  appendPointer,
  canonicalInSteps,
  canonicalJson,
  decodeBytes,
  decodePointer,
  encodeBytes,
  encodePointer,
  findNonJson,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  jsonType,
  type NonJson,
  parentPointer,
  partHash,
  readablePointer,
  sha256,
  valueAt,
} from './json/index.ts'
export {
  acknowledgementKey,
  configKey,
  configPrefix,
  type Home,
  isPointerKey,
  isReservedKey,
  isSameHome,
  type KeyScope,
  keyProblem,
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
} from './keys/index.ts'
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
  answerBytesLimit,
  contentGuardBytes,
  defaultKeepApplies,
  inputLimits,
  isDeeperThan,
  storeLimits,
  txnSize,
} from './limits/index.ts'
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
export {
  type DocumentSecret,
  hidePrivateKeys,
  holdsPrivateKey,
  type IndexedSecrets,
  isAgeText,
  isHybridRecipient,
  plaintextRecipient,
  privateKeyNotShown,
  type SecretForm,
  type SecretSource,
  type SecretSources,
  secretReferences,
  type Template,
  treatedAs,
  treatmentOf,
  withoutPrivateKeys,
  withValuesAt,
} from './secrets/index.ts'
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
