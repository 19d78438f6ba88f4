import { hidePrivateKeys } from '../../model/index.ts'

/**
 * JSON of what the page is sent, whoever made it: no text of it holds a private key, or a character that cannot be seen or
 * turns the order of reading.
 */
export function showableJson(value: unknown, plain: (text: string) => string): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'string' ? plain(hidePrivateKeys(member)) : member,
  )
}
