// A keyring file of a native component: the keys of its member, unsealed, in memory alone.
export { planKeys } from './keys-follower.ts'
