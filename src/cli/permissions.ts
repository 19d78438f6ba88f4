import type { Permissions } from '../plan/index.ts'
import type { OptionValues } from './command.ts'
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
} as const

/** The permissions that were given. */
export function permissionsOf(options: OptionValues): Permissions {
  const allowDelete = options.text('allow-delete')
  return {
    takeOver: options.list('take-over'),
    allowTypeChange: options.list('allow-type-change'),
    unsuppress: options.list('unsuppress'),
    ...(allowDelete === undefined ? {} : { allowDelete: wholeNumber(allowDelete, '--allow-delete') }),
  }
}
