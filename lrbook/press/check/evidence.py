"""The evidence of a book for machines: every claim with its value and place, and what computed it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lrbook.press.check import masked
from lrbook.press.check.ledger import Ledger
from lrbook.press.check.reading import is_truth


def claims_json(ledger: Ledger, packages: Mapping[str, str], data: Mapping[str, str], urls: Mapping[str, str]) -> str:
    """Return the claims as JSON, with the versions of packages, the hashes of data, and the addresses of pages."""
    claims = []
    for claim in ledger.claims.values():
        proof = ledger.proof(claim)
        given = {name: getattr(claim, name) for name in ("id", "section", "says", "prints", "verdict")}
        given["says"] = masked.plain(claim.says)
        computed = as_json(proof.value) if proof else None
        claims.append(given | {"computed": computed, "page": urls.get(claim.page, claim.page), "anchor": claim.id})
    return json.dumps({"claims": claims, "packages": packages, "data": data}, ensure_ascii=False, indent=1) + "\n"


def hashes(names: Iterable[str], root: Path) -> dict[str, str]:
    """Return the hashes of the files of a folder that are there."""
    paths = {name: root / name for name in sorted(names)}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items() if path.exists()}


def as_json(value: Any) -> Any:
    """Return a computed value as JSON can hold it."""
    if is_truth(value):
        return bool(value)
    if isinstance(value, list):
        return [as_json(member) for member in value]
    finite = isinstance(value, (int, str)) or (isinstance(value, float) and math.isfinite(value))
    return value if finite or value is None else str(value)
