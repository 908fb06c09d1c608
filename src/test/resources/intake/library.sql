-- A library; a semicolon; in a comment
SET statement_timeout = 0;
CREATE TYPE public.loan_state AS ENUM ('out', 'On Time', 'lost');

CREATE TABLE public.author (
    id bigserial PRIMARY KEY,
    name character varying(120) NOT NULL,
    born date
);

CREATE TABLE book (
    book_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    isbn varchar(13) UNIQUE NOT NULL,
    title text NOT NULL,
    pages smallint CHECK (pages > 0),
    price numeric(8,2) NOT NULL DEFAULT 9.5,
    kind text NOT NULL DEFAULT 'novel' CHECK (kind IN ('novel', 'essay')),
    tags text[],
    data jsonb,
    added_at timestamp with time zone NOT NULL DEFAULT now(),
    search tsvector,
    author_id bigint NOT NULL REFERENCES public.author (id) ON DELETE CASCADE
);

CREATE TABLE "user" (
    username varchar(40) PRIMARY KEY,
    active boolean DEFAULT true
);

CREATE TABLE loan (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    book integer NOT NULL,
    borrower varchar(40),
    state public.loan_state NOT NULL DEFAULT 'out',
    out_on date NOT NULL,
    back_on date,
    CONSTRAINT one_a_day UNIQUE (book, out_on),
    CHECK (back_on >= out_on)
);
ALTER TABLE ONLY loan ADD CONSTRAINT loan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY loan ADD CONSTRAINT loan_book FOREIGN KEY (book) REFERENCES book (book_id);
ALTER TABLE ONLY loan ADD CONSTRAINT loan_borrower FOREIGN KEY (borrower) REFERENCES "user" (username) ON DELETE SET NULL;

CREATE TABLE book_shelf (
    book_id integer NOT NULL REFERENCES book,
    shelf_id integer NOT NULL REFERENCES shelf (id),
    PRIMARY KEY (book_id, shelf_id)
);
CREATE TABLE shelf (id serial PRIMARY KEY, label text NOT NULL, order_no int);
CREATE UNIQUE INDEX shelf_label ON shelf (label);
CREATE INDEX loan_state ON loan (state);
COMMENT ON TABLE loan IS 'Who has which book';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.x = 1; RETURN NEW; END; $$;
INSERT INTO shelf (label) VALUES ('a; b');
CREATE TABLE broken (id int,, x);
