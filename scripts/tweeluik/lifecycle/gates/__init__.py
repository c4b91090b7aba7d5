"""The gates: each module has one, which holds rules, sentences and languages against each other."""
