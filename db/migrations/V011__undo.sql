-- An undo or redo makes a version equal to another one, and the next undo or redo goes on from where that one stands
-- (EXPERIENCE.md, N6).
ALTER TABLE specification
    ADD COLUMN stands_at integer,
    ADD CONSTRAINT specification_stands_at_an_earlier_one CHECK (stands_at < version);
