import { workspace } from 'appia'
import { snifferMaps } from './bpf.ts'
import { flows, verdicts } from './channels.ts'
import { detector } from './detector.ts'
import { firewall } from './firewall.ts'
import { firewallRules } from './firewall-rules.ts'
import { interfaces } from './interfaces.ts'
import { invariants } from './invariants.ts'
import { rag } from './rag.ts'
import { seeds } from './rotation.ts'
import { sniffer } from './sniffer.ts'

/** ML Defender: four components, two channels, and what must hold between them. */
export default workspace({
  name: 'ml-defender',
  components: { sniffer, detector, firewall, rag },
  channels: { flows, verdicts },
  entries: [interfaces, firewallRules],
  rotation: seeds,
  layouts: [snifferMaps],
  invariants,
  environments: {
    local: { store: 'embedded' },
    lab: { endpoints: ['127.0.0.1:2379'] },
  },
})
