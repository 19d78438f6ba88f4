import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SealedPlan } from '../../plan/index.ts'
import {
  isSignedBy,
  type PublicKey,
  readPublicKey,
  readSigningKey,
  SigningKeyError,
  signText,
} from '../../signing/index.ts'
import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'

/** The plan with one signature more, by the key in a file. A key that cannot be used is a usage `Failure`. */
export async function signPlan(
  sealed: SealedPlan,
  keyFile: string,
  { directory }: Context,
): Promise<{ readonly sealed: SealedPlan; readonly signer: string }> {
  const key = await readKey(keyFile, directory)
  const signature = signText(signedTextOf(sealed), key)
  const signer = key.publicKey
  const others = sealed.signatures.filter((each) => keyOf(each.signer) !== keyOf(signer))
  return {
    sealed: { ...sealed, signatures: [...others, { signer, signature }] },
    signer: readPublicKey(signer)?.name ?? '',
  }
}

/** Names of those among the signers whose signature the plan carries, as the list of signers has them. */
export function signersOf(sealed: SealedPlan, signers: readonly string[]): string[] {
  return signers.flatMap((line) => {
    const key = readPublicKey(line)
    return key !== undefined && isSigned(sealed, key) ? [key.name] : []
  })
}

function isSigned(sealed: SealedPlan, key: PublicKey): boolean {
  const signed = signedTextOf(sealed)
  return sealed.signatures.some(
    ({ signer, signature }) => keyOf(signer) === key.text && isSignedBy(signed, signature, key),
  )
}

/** What was approved, and the very bytes: who signs has read places, waivers and counts besides. */
function signedTextOf({ plan, checksum }: SealedPlan) {
  return { namespace: 'appia-plan', text: `${plan.digest} ${checksum}\n` }
}

/** The key in `ssh-ed25519 AAAA… name`: names make no difference. */
function keyOf(line: string): string {
  return line.trim().split(' ')[1] ?? ''
}

async function readKey(keyFile: string, directory: string) {
  const pem = await readFile(resolve(directory, keyFile), 'utf8').catch((error: unknown) => {
    throw usageFailure(`cannot read ${keyFile}: ${fileProblem(error)}`, 'make one: ssh-keygen -t ed25519')
  })
  try {
    return readSigningKey(pem)
  } catch (error) {
    if (error instanceof SigningKeyError) throw usageFailure(`cannot sign with ${keyFile}: ${error.message}`)
    throw error
  }
}
