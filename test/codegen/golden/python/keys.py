# Generated from configs/index.ts by appia generate; do not edit.
"""Keys in etcd, without the prefix of an environment."""
from typing import Final

# A document of schema demo.
DEMO: Final = "/config/demo/json"

# A document of schema class.
CLASS_: Final = "/config/class/json"


def of_node(component: str, node: str) -> str:
    """A component's document for one node, which wins there."""
    return f"/config/{component}/nodes/{node}/json"


def status_of(component: str, node: str = "default") -> str:
    """What a member reports of itself."""
    return f"/status/components/{component}/{node}"
