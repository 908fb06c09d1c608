-- The ledger is added up by account and day on every page of it; with 100,000 calls that read the whole table, words included.
-- CallTotal.SUMS, Spendings, CallChoices: figures without the words of a call, so that the table itself is not read.
CREATE INDEX engine_call_figures ON engine_call (account_id, sent_at)
    INCLUDE (application_id, model, outcome, tokens_in, tokens_out, cost, reserved, assumed);
-- EngineCalls.list: what came to nothing, which is rare.
CREATE INDEX engine_call_failed ON engine_call (account_id, id DESC) WHERE outcome NOT IN ('Answer', 'SENT', 'Cancelled');
