import type { GrantedPermissions } from '../../app/index.ts'
import type { OptionValues } from '../command.ts'
import { wholeNumber } from './whole-number.ts'

/** Options by which a person allows, by name, what a plan refuses otherwise. */
export const permissionOptions = {
  'take-over': {
    type: 'string',
    multiple: true,
    value: 'KEYS',
    description: 'write over keys that exist and are not ours: a list, * for a segment or for all',
  },
  'allow-delete': {
    type: 'string',
    value: 'N',
    description: 'delete up to N keys or documents even if that is more than half of them',
  },
  'allow-type-change': {
    type: 'string',
    multiple: true,
    value: 'KEY#/POINTER',
    description: 'let a value change its JSON type',
  },
  unsuppress: {
    type: 'string',
    multiple: true,
    value: 'KEY#/POINTER',
    description: 'set a value again that a rollback took back',
  },
  reseal: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    description: 'read a sealed secret from its source and seal it anew: it was changed there',
  },
} as const

/** The option of commands that may write over edits made outside. */
export const overwriteOption = {
  'overwrite-drift': {
    type: 'string',
    multiple: true,
    value: 'KEYS',
    description: 'let --yes write over edits made outside: a list, * for a segment or for all',
  },
} as const

/** The option of commands that carry out plans whose waivers may have expired. */
export const expiredWaiverOption = {
  'expired-waiver': {
    type: 'string',
    multiple: true,
    value: 'ID',
    description: 'apply although the waiver of this invariant is past its last day',
  },
} as const

/** The option of commands that only look, for where the sources do not say it. */
export const prefixOption = {
  prefix: {
    type: 'string',
    value: 'PREFIX',
    description: 'of the environment, where its sources are not at hand: /site-a',
  },
} as const

/** Options of every command that carries out a plan. */
export const carryOutOptions = {
  yes: { type: 'boolean', short: 'y', description: 'do not ask' },
  'allow-unsigned': {
    type: 'boolean',
    description: "apply although none of the environment's signers has signed",
  },
  message: { type: 'string', short: 'm', value: 'TEXT', description: 'a line for the history' },
} as const

/** The permissions that were given. */
export function permissionsOf(options: OptionValues): GrantedPermissions {
  const allowDelete = options.text('allow-delete')
  return {
    takeOver: options.list('take-over'),
    allowTypeChange: options.list('allow-type-change'),
    unsuppress: options.list('unsuppress'),
    reseal: options.list('reseal'),
    isAgreed: options.flag('yes'),
    overwriteDrift: options.list('overwrite-drift'),
    expiredWaivers: options.list('expired-waiver'),
    isUnsignedAllowed: options.flag('allow-unsigned'),
    isOlderAllowed: options.flag('allow-older'),
    areSourceEndpointsTrusted: options.flag('trust-endpoints'),
    isPlaintextPasswordAllowed: options.flag('allow-plaintext-password'),
    ...(allowDelete === undefined ? {} : { allowDelete: wholeNumber(allowDelete, '--allow-delete') }),
  }
}
