"""Prints as JSON what pyHanko says of the signatures of a PDF: pyhanko_report.py ROOT.pem FILE.pdf [PASSWORD]"""

import json
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

root = load_cert_from_pemder(sys.argv[1])
report = []
with open(sys.argv[2], "rb") as file:
    reader = PdfFileReader(file)
    if len(sys.argv) > 3:
        reader.decrypt(sys.argv[3])
    for signature in reader.embedded_signatures:
        context = ValidationContext(trust_roots=[root], allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        timestamp = status.timestamp_validity
        report.append(
            {
                "field": signature.field_name,
                "subFilter": signature.sig_object["/SubFilter"],
                "intact": status.intact,
                "valid": status.valid,
                "trusted": status.trusted,
                "coverage": status.coverage.name,
                "modifications": status.modification_level.name,
                "timestamp": bool(timestamp and timestamp.valid and timestamp.trusted),
                "bottomLine": status.bottom_line,
            }
        )
print(json.dumps(report))
