-- Work that outlives a request. One row is one promise; it is kept even when the worker dies (RELIABILITY.md, 1.1).
CREATE TYPE job_state AS ENUM ('QUEUED', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'CANCELLED');

CREATE TABLE job (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind                text NOT NULL,
    state               job_state NOT NULL DEFAULT 'QUEUED',
    subject             text NOT NULL,
    unique_key          text NOT NULL,
    account_id          bigint NOT NULL,
    priority            int NOT NULL DEFAULT 100,
    run_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempt             int NOT NULL DEFAULT 0,
    max_attempts        int NOT NULL DEFAULT 3,
    rescue_count        int NOT NULL DEFAULT 0,
    lease_owner         text,
    lease_token         uuid,
    lease_until         timestamptz,
    cancel_requested_at timestamptz,
    input               jsonb NOT NULL,
    result              jsonb,
    error               jsonb,
    created_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at          timestamptz,
    finished_at         timestamptz,
    CONSTRAINT job_running_has_a_lease
        CHECK ((state = 'RUNNING') = (lease_token IS NOT NULL AND lease_until IS NOT NULL)),
    CONSTRAINT job_ended_has_a_time
        CHECK ((state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX job_one_active ON job (unique_key) WHERE state IN ('QUEUED', 'RUNNING', 'WAITING');
-- Jobs.claim
CREATE INDEX job_claim ON job (run_at, id) WHERE state = 'QUEUED';
-- Jobs.rescue
CREATE INDEX job_rescue ON job (lease_until) WHERE state = 'RUNNING';
-- Jobs.claim: no other job of the subject runs
CREATE INDEX job_subject ON job (subject) WHERE state = 'RUNNING';
-- Jobs.latest
CREATE INDEX job_by_subject ON job (subject, id DESC);

-- A row exists only when the step is done.
CREATE TABLE job_step (
    job_id      bigint NOT NULL REFERENCES job ON DELETE CASCADE,
    key         text NOT NULL,
    seq         int NOT NULL,
    input_hash  text NOT NULL,
    output      jsonb NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    PRIMARY KEY (job_id, key)
);

-- What the live page replays; the id is the event stream's Last-Event-ID.
CREATE TABLE job_event (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id  bigint NOT NULL REFERENCES job ON DELETE CASCADE,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    kind    text NOT NULL,
    level   text NOT NULL,
    message text NOT NULL,
    data    jsonb
);
-- JobEvents.after
CREATE INDEX job_event_job ON job_event (job_id, id);
