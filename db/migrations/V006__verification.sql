-- What was proven of a developed app, call by call.
CREATE TYPE rung AS ENUM ('COMPILE', 'TESTS', 'BOOT', 'ROUTES', 'ATTACKS', 'CLEAN_ROOM');
CREATE TYPE severity AS ENUM ('ERROR', 'WARNING', 'NOTE');

CREATE TABLE verification (
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    rung             rung NOT NULL,
    passed           boolean NOT NULL,
    summary          text NOT NULL,
    millis           bigint NOT NULL,
    PRIMARY KEY (developed_app_id, rung)
);

CREATE TABLE finding (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    rung             rung NOT NULL,
    severity         severity NOT NULL,
    route_id         text,
    path             text,
    line             int NOT NULL,
    checked          text NOT NULL,
    evidence         text NOT NULL
);
CREATE INDEX finding_developed_app ON finding (developed_app_id, id);

CREATE TABLE probe (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    route_id         text,
    actor            text NOT NULL,
    what             text NOT NULL,
    request          text NOT NULL,
    expected         int NOT NULL,
    status           int NOT NULL,
    answer           text NOT NULL,
    passed           boolean NOT NULL,
    millis           int NOT NULL
);
CREATE INDEX probe_developed_app ON probe (developed_app_id, id);
