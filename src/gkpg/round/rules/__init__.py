"""The rules that an assessment file must keep: each a small generator whose docstring is the rule."""
