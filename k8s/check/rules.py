"""What neither a schema nor Pod Security asks for. Each rule takes a bundle and returns faults."""

import access
import pods
import references
import traffic

RULES = {**pods.RULES, **references.RULES, **traffic.RULES, **access.RULES}
