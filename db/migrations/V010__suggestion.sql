-- Changes that an agent proposes to a specification. Nothing changes before a person accepts one (EXPERIENCE.md, N13).
CREATE TYPE suggestion_state AS ENUM ('OPEN', 'ACCEPTED', 'REFUSED');

CREATE TABLE suggestion (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id   bigint NOT NULL REFERENCES application ON DELETE CASCADE,
    specification_id bigint NOT NULL REFERENCES specification ON DELETE CASCADE,
    instruction      text NOT NULL,
    change           text NOT NULL,
    edits            jsonb NOT NULL,
    state            suggestion_state NOT NULL DEFAULT 'OPEN',
    created_at       timestamptz NOT NULL DEFAULT now(),
    decided_at       timestamptz,
    CONSTRAINT suggestion_is_decided_once CHECK ((state = 'OPEN') = (decided_at IS NULL))
);
-- Suggestions.open
CREATE INDEX suggestion_open ON suggestion (application_id, id) WHERE state = 'OPEN';
CREATE INDEX suggestion_specification ON suggestion (specification_id);
