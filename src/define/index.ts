// What the author of a config imports as "appia". Functions from plain data to plain data; no clock, no I/O, and no
// knowledge of schemas, stores or plans.
export type { LayoutDeclaration, Quantity, SecretReference } from '../model/index.ts'
export { agree, all, type Verdict } from './agree.ts'
export { arrayMap, hashMap, layout, ringbuf } from './bpf-map.ts'
export { type Channel, type ChannelEnd, type ChannelInput, type ChannelPattern, channel } from './channel.ts'
export { type Collection, collection } from './collection.ts'
export { type Component, component, type DocumentOptions } from './component.ts'
export { type Entry, entry } from './entry.ts'
export type { EnvironmentInput } from './environment.ts'
export { type FirewallInput, firewall, zonesBy } from './firewall.ts'
export { initial } from './initial.ts'
export { type Documents, type Invariant, invariant, type WaiverInput, waive } from './invariant.ts'
export {
  array,
  char,
  enumeration,
  packed,
  padding,
  s8,
  s16,
  s32,
  s64,
  struct,
  u8,
  u16,
  u32,
  u64,
} from './layout.ts'
export { live } from './live.ts'
export {
  constant,
  type EntryInput,
  element,
  entriesFrom,
  entryFrom,
  interfaceIndex,
  interfacesFrom,
  leaf,
  type ValueInput,
} from './map-entries.ts'
export type { MoveInput } from './move.ts'
export { type ElementPatches, override, type Patch, patchElements } from './override.ts'
export { bytes, days, hours, kibibytes, mebibytes, milliseconds, minutes, seconds } from './quantity.ts'
export { type Remove, remove } from './remove.ts'
export { type RotationInput, type RotationPolicy, rotation } from './rotation.ts'
export { secret } from './secret.ts'
export { fromCommand, fromEnv, fromFile, kept, type SecretSourceInput } from './secret-source.ts'
export { type Workspace, type WorkspaceInput, workspace } from './workspace.ts'
