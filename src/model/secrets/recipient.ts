/** Stands in place of a recipient where a member is to be given the bare seed. */
export const plaintextRecipient = 'plaintext'

/** True for what is meant as a post-quantum hybrid recipient of age. One text is never for these and for others. */
export function isHybridRecipient(text: string): boolean {
  return text.startsWith('age1pq1')
}
