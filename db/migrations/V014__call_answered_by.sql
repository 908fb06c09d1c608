-- The name in the reply: an endpoint may answer with another model than was asked, at another price.
ALTER TABLE engine_call ADD COLUMN answered_by text;
-- Budget.spent: what all calls of a day cost.
CREATE INDEX engine_call_sent ON engine_call (sent_at);
