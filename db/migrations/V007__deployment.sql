-- Developed apps that were handed over or run here.
CREATE TYPE deployment_target AS ENUM ('HOSTED', 'GIT', 'DOCKER', 'KUBERNETES');
CREATE TYPE deployment_state AS ENUM ('QUEUED', 'STARTING', 'LIVE', 'STOPPED', 'FAILED', 'DELETED');

CREATE TABLE deployment (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    target           deployment_target NOT NULL,
    -- The host name's first label; nobody else may have it while it is not deleted.
    name             text NOT NULL,
    state            deployment_state NOT NULL DEFAULT 'QUEUED',
    -- Shown only while live.
    url              text,
    log              text NOT NULL DEFAULT '',
    problem          text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT deployment_live_has_a_url CHECK ((state = 'LIVE') = (url IS NOT NULL)),
    CONSTRAINT deployment_name_is_a_label CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')
);
CREATE UNIQUE INDEX deployment_name ON deployment (name) WHERE state <> 'DELETED';
CREATE INDEX deployment_developed_app ON deployment (developed_app_id, id DESC);
