"""Every refusal's sentence, word by word: what a bookkeeper reads changes only on purpose.

`UPK_WRITE_GOLDEN=1` writes the file anew; look at what changed.
"""

import os
from pathlib import Path

from tests.test_house import CHOSEN, error_classes, sample_facts
from upk_ledger.bahasa.sentences import sentence

GOLDEN = Path(__file__).parents[1] / "golden" / "pesan.txt"


def test_every_message_word_by_word():
    told = "".join(
        f"{error.code} ({error.status})\n  {sentence(error(**sample_facts(error) | CHOSEN.get(error.__name__, {})))}\n"
        for error in sorted(error_classes(), key=lambda error: error.code)
    )
    if os.environ.get("UPK_WRITE_GOLDEN"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")
