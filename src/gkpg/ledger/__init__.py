"""The ledger: all entries of an assessment, and the rules that they must keep together."""

from gkpg.ledger.between import NOT_JOINED, Between, Key, handed_in_twice
from gkpg.ledger.ledger import Ledger, implied_round, ledger_of

__all__ = ["NOT_JOINED", "Between", "Key", "Ledger", "handed_in_twice", "implied_round", "ledger_of"]
