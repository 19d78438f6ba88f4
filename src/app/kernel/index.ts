// Holds BPF objects and pinned maps against a layout, and brings maps to what the store holds.
export type { EntryChange, MapPlan, SyncOutcome } from '../../kernel/index.ts'
export { checkKernel } from './check-kernel.ts'
export type { LayoutRequest } from './layout-target.ts'
export { followKernel, type MapSync, planKernel, type SyncRequest, syncKernel } from './sync-kernel.ts'
