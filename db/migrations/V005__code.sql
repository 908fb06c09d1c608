-- What development makes, from the developed app down to its lines and its proof.
CREATE TYPE developed_app_state AS ENUM ('BUILDING', 'VERIFIED', 'PARTIAL', 'FAILED');
CREATE TYPE compiled_route_state AS ENUM ('PENDING', 'WRITTEN', 'VERIFIED', 'FAILED', 'UNFINISHED');
CREATE TYPE function_state AS ENUM ('WRITTEN', 'VERIFIED', 'FAILED');
CREATE TYPE source_file_origin AS ENUM ('SCAFFOLD', 'FUNCTION', 'TEST', 'HAND');

CREATE TABLE developed_app (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id   bigint NOT NULL REFERENCES application ON DELETE CASCADE,
    specification_id bigint NOT NULL REFERENCES specification ON DELETE CASCADE,
    job_id           bigint REFERENCES job,
    engine           text NOT NULL,
    state            developed_app_state NOT NULL DEFAULT 'BUILDING',
    cost             numeric(12, 6) NOT NULL DEFAULT 0,
    summary          text NOT NULL DEFAULT '',
    zip              bytea,
    created_at       timestamptz NOT NULL DEFAULT now(),
    finished_at      timestamptz,
    CONSTRAINT developed_app_delivered_has_a_zip CHECK (state NOT IN ('VERIFIED', 'PARTIAL') OR zip IS NOT NULL)
);
-- DevelopedApps.list
CREATE INDEX developed_app_application ON developed_app (application_id, id DESC);

CREATE TABLE database_schema (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    name             text NOT NULL,
    description      text NOT NULL
);
CREATE UNIQUE INDEX database_schema_developed_app ON database_schema (developed_app_id);

CREATE TABLE database_table (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    database_schema_id bigint NOT NULL REFERENCES database_schema ON DELETE CASCADE,
    name               text NOT NULL,
    description        text NOT NULL,
    definition         text NOT NULL,
    embedding          real[]
);
CREATE UNIQUE INDEX database_table_name ON database_table (database_schema_id, name);

CREATE TABLE function (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL,
    description text NOT NULL,
    input_type  text NOT NULL,
    return_type text NOT NULL,
    imports     jsonb NOT NULL DEFAULT '[]',
    code        text NOT NULL,
    helpers     text NOT NULL DEFAULT '',
    state       function_state NOT NULL,
    engine      text NOT NULL,
    problem     text,
    embedding   real[],
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE function_definition (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    name             text NOT NULL,
    description      text NOT NULL,
    input            jsonb NOT NULL,
    return_type      text NOT NULL,
    errors           jsonb NOT NULL DEFAULT '[]',
    tables           jsonb NOT NULL DEFAULT '[]',
    packages         jsonb NOT NULL DEFAULT '[]',
    recipe           text,
    function_id      bigint REFERENCES function
);
CREATE UNIQUE INDEX function_definition_name ON function_definition (developed_app_id, name);
CREATE INDEX function_definition_function ON function_definition (function_id);

CREATE TABLE code_graph (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    route_id         text NOT NULL,
    function_name    text NOT NULL,
    api_route        text NOT NULL,
    graph            jsonb NOT NULL
);
CREATE UNIQUE INDEX code_graph_route ON code_graph (developed_app_id, route_id);

CREATE TABLE package (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text NOT NULL,
    version   text NOT NULL,
    specifier text NOT NULL
);
CREATE UNIQUE INDEX package_version ON package (name, version);

CREATE TABLE code_graph_package (
    code_graph_id bigint NOT NULL REFERENCES code_graph ON DELETE CASCADE,
    package_id    bigint NOT NULL REFERENCES package,
    PRIMARY KEY (code_graph_id, package_id)
);
CREATE INDEX code_graph_package_package ON code_graph_package (package_id);

CREATE TABLE compiled_route (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    code_graph_id    bigint REFERENCES code_graph ON DELETE SET NULL,
    route_id         text NOT NULL,
    method           text NOT NULL,
    path             text NOT NULL,
    description      text NOT NULL,
    code             text NOT NULL,
    state            compiled_route_state NOT NULL,
    reason           text,
    embedding        real[]
);
CREATE UNIQUE INDEX compiled_route_route ON compiled_route (developed_app_id, route_id);

-- A function may serve many routes, a route may need many functions.
CREATE TABLE compiled_route_function (
    compiled_route_id bigint NOT NULL REFERENCES compiled_route ON DELETE CASCADE,
    function_id       bigint NOT NULL REFERENCES function,
    PRIMARY KEY (compiled_route_id, function_id)
);
CREATE INDEX compiled_route_function_function ON compiled_route_function (function_id);

CREATE TABLE source_file (
    developed_app_id bigint NOT NULL REFERENCES developed_app ON DELETE CASCADE,
    path             text NOT NULL,
    content          text NOT NULL,
    sha256           text NOT NULL,
    origin           source_file_origin NOT NULL,
    elements         jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (developed_app_id, path)
);
