"""YAML files: values that know their places, the form that they must have, their schema, their layout."""
