# Generated from configs/index.ts by appia generate; do not edit.
"""Keys in etcd, without the prefix of an environment."""
from typing import Final

# A document of schema detector.
DETECTOR: Final = "/config/detector/json"

# A document of schema firewall.
FIREWALL: Final = "/config/firewall/json"

# A document of schema firewall-rules.
FIREWALL_RULES: Final = "/config/firewall/rules/json"

# A document of schema rag.
RAG: Final = "/config/rag/json"

# A document of schema rotation.
ROTATION: Final = "/config/rotation/json"

# A document of schema interfaces.
SNIFFER_IFACE_CONFIGS: Final = "/config/sniffer/iface_configs/json"

# A document of schema sniffer.
SNIFFER: Final = "/config/sniffer/json"

# The state of the rotation of seeds.
KEYSET: Final = "/keys/encryption/keyset"

# View of the keyset: the primary key, sealed for each member.
CURRENT_KEY: Final = "/keys/encryption/current"

# View of the keyset: keys that still open messages.
PREVIOUS_KEYS: Final = "/keys/encryption/previous"

# View of the keyset: when the next key is due.
ROTATION_SCHEDULE: Final = "/keys/encryption/rotation_schedule"


def of_node(component: str, node: str) -> str:
    """A component's document for one node, which wins there."""
    return f"/config/{component}/nodes/{node}/json"


def status_of(component: str, node: str = "default") -> str:
    """What a member reports of itself."""
    return f"/status/components/{component}/{node}"
