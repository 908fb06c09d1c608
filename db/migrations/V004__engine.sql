-- The ledger: every question that was asked, what came back and what it cost. It outlives jobs and applications.
CREATE TABLE prompt (
    hash       text PRIMARY KEY,
    name       text NOT NULL,
    content    text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE engine_call (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id     bigint NOT NULL,
    application_id bigint,
    job_id         bigint,
    step_key       text NOT NULL,
    ordinal        int NOT NULL,
    try_number     int NOT NULL,
    question       text NOT NULL,
    prompt_hash    text REFERENCES prompt,
    request_hash   text NOT NULL,
    engine         text NOT NULL,
    model          text,
    outcome        text NOT NULL DEFAULT 'SENT',
    http_status    int,
    finish_reason  text,
    tokens_in      int,
    tokens_out     int,
    tokens_cached  int,
    reserved       numeric(12, 6) NOT NULL DEFAULT 0,
    cost           numeric(12, 6),
    latency_ms     int,
    request        text,
    reply          text,
    sent_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    answered_at    timestamptz
);
CREATE UNIQUE INDEX engine_call_try ON engine_call (job_id, step_key, ordinal, try_number);
-- Calls.list
CREATE INDEX engine_call_account ON engine_call (account_id, id DESC);
-- Calls.cost
CREATE INDEX engine_call_application ON engine_call (application_id);
