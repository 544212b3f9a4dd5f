"""Prints as JSON what pyHanko says of a PDF by the material in it alone: pyhanko_long_term.py ROOT.pem FILE.pdf

Where there is a document time-stamp, signatures go through its process for signatures with archival data (EN 319 102-1,
5.6.3); else, as document time-stamps do, through its plain check with the material of the document security store. A
revocation status is required for every certificate that is not an anchor.
"""

import asyncio
import json
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager


async def examine(root, path):
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=[root]),
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
    )
    gathering = RevocationInfoGatheringSpec(
        online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
    )
    spec = PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=policy, revinfo_gathering_policy=gathering
        )
    )
    report = []
    with open(path, "rb") as file:
        reader = PdfFileReader(file)
        archived = bool(reader.embedded_timestamp_signatures)
        for signature in reader.embedded_signatures:
            context = DocumentSecurityStore.read_dss(reader).as_validation_context(
                {"trust_roots": [root], "allow_fetching": False, "revocation_mode": "require"}
            )
            if signature.sig_object["/Type"] == "/DocTimeStamp":
                status = await async_validate_pdf_timestamp(signature, context)
                passed = status.intact and status.valid and status.trusted
            elif archived:
                result = await ades_lta_validation(signature, spec)
                status = result.api_status
                passed = getattr(result.ades_subindic, "name", "") == "OK"
            else:
                status = await async_validate_pdf_signature(signature, context)
                passed = status.bottom_line and status.timestamp_validity.trusted
            entry = {"field": signature.field_name, "passed": passed}
            entry["coverage"] = signature.evaluate_signature_coverage().name
            entry["modifications"] = status.modification_level.name
            report.append(entry)
    print(json.dumps(report))


asyncio.run(examine(load_cert_from_pemder(sys.argv[1]), sys.argv[2]))
