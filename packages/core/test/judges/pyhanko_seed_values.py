"""
Seed values as pyHanko understands them:
pyhanko_seed_values.py make VALUES.json IN.pdf OUT.pdf  adds the field "seeded" with these seed values
pyhanko_seed_values.py check ROOT.pem FILE.pdf          prints as JSON whether the signature in each field keeps to them
"""

import base64
import json
import sys

from asn1crypto import x509
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def certificates(texts):
    return [x509.Certificate.load(base64.b64decode(text)) for text in texts] if texts else None


def constraints(values):
    names = values.get("subjectDn")
    usages = values.get("keyUsage")
    return fields.SigCertConstraints(
        flags=fields.SigCertConstraintFlags(values["flags"]),
        subjects=certificates(values.get("subjects")),
        issuers=certificates(values.get("issuers")),
        subject_dn=x509.Name.build(names) if names else None,
        key_usage=[fields.SigCertKeyUsage.read_from_sv_string(one) for one in usages] if usages else None,
    )


def specification(values):
    level = values.get("mdp")
    lock = values.get("lockDocument")
    cert = values.get("cert")
    sub_filters = values.get("subFilters")
    return fields.SigSeedValueSpec(
        flags=fields.SigSeedValFlags(values.get("flags", 0)),
        reasons=values.get("reasons"),
        timestamp_server_url="http://tsa.invalid/" if "timestamp" in values else None,
        timestamp_required=values.get("timestamp", False),
        subfilters=[fields.SigSeedSubFilter("/" + one) for one in sub_filters] if sub_filters else None,
        digest_methods=values.get("digestMethods"),
        add_rev_info=values.get("addRevInfo"),
        seed_signature_type=None
        if level is None
        else fields.SeedSignatureType(fields.MDPPerm(level) if level else None),
        lock_document=fields.SeedLockDocument("/" + lock) if lock else None,
        appearance=values.get("appearance"),
        cert=constraints(cert) if cert else None,
    )


def make(values, source, target):
    with open(values) as text:
        spec = specification(json.load(text))
    with open(source, "rb") as file, open(target, "wb") as out:
        writer = IncrementalPdfFileWriter(file)
        box = (300, 60, 400, 100)
        fields.append_signature_field(writer, fields.SigFieldSpec("seeded", box=box, seed_value_dict=spec))
        writer.write(out)


def check(root, path):
    report = []
    with open(path, "rb") as file:
        for signature in PdfFileReader(file).embedded_signatures:
            context = ValidationContext(trust_roots=[load_cert_from_pemder(root)], allow_fetching=False)
            status = validate_pdf_signature(signature, context)
            error = status.seed_value_constraint_error
            report.append(
                {
                    "field": signature.field_name,
                    "bottomLine": status.bottom_line,
                    "intact": status.intact and status.valid and status.trusted,
                    "hasSeedValues": status.has_seed_values,
                    "seedValues": str(error) if error else None,
                }
            )
    print(json.dumps(report))


{"make": make, "check": check}[sys.argv[1]](*sys.argv[2:])
