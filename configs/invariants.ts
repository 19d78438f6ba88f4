import { captureInvariants } from './invariants/capture.ts'
import { channelInvariants } from './invariants/channels.ts'
import { encryptionInvariants } from './invariants/encryption.ts'
import { firewallInvariants } from './invariants/firewall.ts'
import { modelInvariants } from './invariants/models.ts'
import { siteInvariants } from './invariants/site.ts'

/** What must hold between the components, whoever edits which of them. */
export const invariants = [
  ...channelInvariants,
  ...captureInvariants,
  ...modelInvariants,
  ...firewallInvariants,
  ...encryptionInvariants,
  ...siteInvariants,
]
