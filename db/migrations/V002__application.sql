-- What a user asked for, and every version of what it was understood to mean.
CREATE TYPE application_status AS ENUM
    ('DRAFT', 'SPECIFYING', 'SPECIFIED', 'DEVELOPING', 'VERIFIED', 'PARTIAL', 'FAILED', 'ARCHIVED');

CREATE TABLE application (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id  bigint NOT NULL REFERENCES account ON DELETE CASCADE,
    name        text NOT NULL,
    description text NOT NULL,
    engine      text,
    status      application_status NOT NULL DEFAULT 'DRAFT',
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT application_has_a_name CHECK (length(name) BETWEEN 1 AND 80),
    CONSTRAINT application_engine_is_known CHECK (engine IN ('builtin', 'llm'))
);
-- Applications.list
CREATE INDEX application_account ON application (account_id, id DESC);

CREATE TABLE interview_question (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id bigint NOT NULL REFERENCES application ON DELETE CASCADE,
    position       int NOT NULL,
    text           text NOT NULL,
    why            text NOT NULL,
    default_answer text NOT NULL,
    choices        jsonb NOT NULL DEFAULT '[]',
    answer         text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    answered_at    timestamptz
);
CREATE UNIQUE INDEX interview_question_position ON interview_question (application_id, position);

CREATE TABLE specification (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id bigint NOT NULL REFERENCES application ON DELETE CASCADE,
    version        int NOT NULL,
    parent_id      bigint REFERENCES specification,
    document       jsonb NOT NULL,
    change         text NOT NULL,
    author         text NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT specification_version_counts_from_one CHECK (version >= 1)
);
-- Specifications.latest and list
CREATE UNIQUE INDEX specification_version ON specification (application_id, version);
