"""Cases: the rules of a rubric or an assessment checked by scores with a known outcome."""

from gkpg.authoring.cases.case_check import with_assessment_cases, with_rubric_cases

__all__ = ["with_assessment_cases", "with_rubric_cases"]
