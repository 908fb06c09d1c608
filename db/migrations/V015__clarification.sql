-- What the developer asked about a definition, and what it said before the architect answered: {"asked": …, "before": …}.
ALTER TABLE function_definition ADD COLUMN clarification jsonb;
