"""Cases: the rules of a rubric or an assessment tried on scores with a known outcome."""

from gkpg.cases.tried import with_assessment_cases, with_rubric_cases

__all__ = ["with_assessment_cases", "with_rubric_cases"]
