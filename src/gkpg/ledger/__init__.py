"""The ledger: all entries of an assessment, under the rules that they must keep together."""

from gkpg.ledger.ledger import Ledger, ledger_of, round_of_sheets
from gkpg.ledger.unit_findings import NOT_JOINED, UnitFinding, UnitKey

__all__ = ["NOT_JOINED", "Ledger", "UnitFinding", "UnitKey", "ledger_of", "round_of_sheets"]
