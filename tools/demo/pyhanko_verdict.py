"""Prints pyHanko's findings about every signature of a PDF as one line of JSON: FILE, then the trusted root (PEM)."""

import json
import stringprep
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

# asn1crypto prepares names by Unicode 3.2 (RFC 4518) and refuses characters assigned later, such as U+2CB4E in a
# person's name, before it looks at the chain at all.
stringprep.in_table_a1 = lambda _character: False

path, root = sys.argv[1:]
trust = [load_cert_from_pemder(root)]
findings = []
with open(path, "rb") as handle:
    for signature in PdfFileReader(handle).embedded_signatures:
        status = validate_pdf_signature(
            signature,
            signer_validation_context=ValidationContext(trust_roots=trust, allow_fetching=False),
            ts_validation_context=ValidationContext(trust_roots=trust, allow_fetching=False),
        )
        findings.append(
            {
                "field": signature.field_name,
                "intact": status.intact,
                "valid": status.valid,
                "trusted": status.trusted,
                "coverage": status.coverage.name,
                "modifications": status.modification_level.name if status.modification_level else None,
                "timestamp": bool(status.timestamp_validity and status.timestamp_validity.valid),
            }
        )
print(json.dumps(findings))
