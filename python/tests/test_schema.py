from pathlib import Path

import pytest

from tabserve.contract import SCHEMA

SOURCE = Path(__file__).parents[2] / "src" / "inference" / "contract" / "contract.schema.json"


@pytest.mark.skipif(not SOURCE.exists(), reason="outside of the repository there is one copy only")
def test_the_contract_is_the_servers():
    assert SCHEMA.read_text(encoding="utf-8") == SOURCE.read_text(encoding="utf-8")
