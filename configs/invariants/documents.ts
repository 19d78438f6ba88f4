import type { Detector } from '../../generated/ts/detector.d.ts'
import type { Firewall } from '../../generated/ts/firewall.d.ts'
import type { FirewallRules } from '../../generated/ts/firewall-rules.d.ts'
import type { Rag } from '../../generated/ts/rag.d.ts'
import type { Rotation } from '../../generated/ts/rotation.d.ts'
import type { Sniffer } from '../../generated/ts/sniffer.d.ts'

/** What the invariants look at: every component's document after defaults, the rotation policy and the firewall's rules. */
export interface Documents {
  readonly sniffer: Sniffer
  readonly detector: Detector
  readonly firewall: Firewall
  readonly rag: Rag
  readonly entries: {
    readonly '/config/rotation/json': Rotation
    readonly '/config/firewall/rules/json': FirewallRules
  }
}
