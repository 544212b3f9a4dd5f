"""Prints as JSON the level of later changes pyHanko finds for each signature of each PDF given: pyhanko_levels.py FILE.pdf..."""

import json
import logging
import sys

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult

logging.disable(logging.CRITICAL)


def level_of(signature):
    try:
        signature.compute_integrity_info()
    except Exception as error:
        return type(error).__name__
    result = signature.diff_result
    return result.modification_level.name if isinstance(result, DiffResult) else "OTHER"


def levels_of(path):
    with open(path, "rb") as file:
        try:
            signatures = PdfFileReader(file).embedded_signatures
        except Exception as error:
            return {"file": type(error).__name__}
        return {signature.field_name: level_of(signature) for signature in signatures}


print(json.dumps({path: levels_of(path) for path in sys.argv[1:]}))
