import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { PlanSignature } from '../../model/index.ts'
import type { SealedPlan } from '../../plan/index.ts'
import { mostSignatures, type SignedStatement, signedText, statementOf } from '../../records/index.ts'
import {
  isSignedBy,
  type PublicKey,
  readPublicKey,
  readSigningKey,
  type SigningKey,
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
  const { signed, name } = signStatement(statedIn(sealed), await readSigner(keyFile, directory))
  const isOther = ({ signer }: PlanSignature) =>
    signed.signatures.every((each) => keyOf(each.signer) !== keyOf(signer))
  return {
    sealed: { ...sealed, signatures: [...sealed.signatures.filter(isOther), ...signed.signatures] },
    signer: name,
  }
}

/** A statement with the signature of this key, and the name of whom it is of. */
export function signStatement(
  stated: Omit<SignedStatement, 'signatures'>,
  key: SigningKey,
): { readonly signed: SignedStatement; readonly name: string } {
  const signature = signText(signedText(stated), key)
  const signer = key.publicKey
  return {
    signed: { ...stated, signatures: [{ signer, signature }] },
    name: readPublicKey(signer)?.name ?? '',
  }
}

/** Names of those among the signers whose signature the plan carries, as the list of signers has them. */
export function signersOf(sealed: SealedPlan, signers: readonly string[]): string[] {
  if (sealed.signatures.length === 0) return []
  const signed = signedTextOf(sealed)
  return signers.flatMap((line) => {
    const key = readPublicKey(line)
    return key !== undefined && sealed.signatures.some((each) => isGood(each, signed, key)) ? [key.name] : []
  })
}

/** What an apply records of a plan's signatures: those that are good, whoever they are of; undefined without one. */
export function signedStatement(sealed: SealedPlan): SignedStatement | undefined {
  if (sealed.signatures.length === 0) return undefined
  const signed = signedTextOf(sealed)
  const good = sealed.signatures.filter((each) => {
    const key = readPublicKey(each.signer)
    return key !== undefined && isGood(each, signed, key)
  })
  const byKey = new Map(good.map((each) => [keyOf(each.signer), each]))
  const signatures = [...byKey.values()].slice(0, mostSignatures)
  return signatures.length === 0 ? undefined : { ...statedIn(sealed), signatures }
}

function isGood(
  { signer, signature }: PlanSignature,
  signed: ReturnType<typeof signedText>,
  key: PublicKey,
): boolean {
  return keyOf(signer) === key.text && isSignedBy(signed, signature, key)
}

function signedTextOf(sealed: SealedPlan): ReturnType<typeof signedText> {
  return signedText(statedIn(sealed))
}

function statedIn({ plan, checksum }: SealedPlan): Omit<SignedStatement, 'signatures'> {
  return { digest: plan.digest, checksum, statement: statementOf(plan) }
}

/** The key in `ssh-ed25519 AAAA… name`: names make no difference. */
function keyOf(line: string): string {
  return line.trim().split(' ')[1] ?? ''
}

/** The private key in a file. One that cannot be used is a usage `Failure`. */
export async function readSigner(keyFile: string, directory: string): Promise<SigningKey> {
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
