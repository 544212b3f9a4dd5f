"""Signs a PDF as pyHanko does by default (plain PKCS #7): pyhanko_sign.py KEY.pem CERT.pem ISSUERS.pem FIELD ROOM IN.pdf OUT.pdf"""

import sys

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers

key, certificate, issuers, field, room, source, target = sys.argv[1:]
signer = signers.SimpleSigner.load(key, certificate, ca_chain_files=[issuers])
with open(source, "rb") as file, open(target, "wb") as out:
    signers.sign_pdf(
        IncrementalPdfFileWriter(file),
        PdfSignatureMetadata(field_name=field),
        signer=signer,
        bytes_reserved=int(room),
        output=out,
    )
