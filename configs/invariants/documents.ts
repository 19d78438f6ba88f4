import type { Detector } from '../../generated/ts/detector.d.ts'
import type { Firewall } from '../../generated/ts/firewall.d.ts'
import type { Rag } from '../../generated/ts/rag.d.ts'
import type { Rotation } from '../../generated/ts/rotation.d.ts'
import type { Sniffer } from '../../generated/ts/sniffer.d.ts'

/** What the invariants look at: every component's document after defaults, and the rotation policy. */
export interface Documents {
  readonly sniffer: Sniffer
  readonly detector: Detector
  readonly firewall: Firewall
  readonly rag: Rag
  readonly entries: { readonly '/config/rotation/json': Rotation }
}
