"""The pages of the calculators: forms, tables for those without scripts, the rules and what is wrong with them."""
