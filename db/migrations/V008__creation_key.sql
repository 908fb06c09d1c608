-- A form that is sent twice makes one application (EXPERIENCE.md, H6).
ALTER TABLE application ADD COLUMN creation_key uuid;
-- Applications.addOnce
CREATE UNIQUE INDEX application_creation_key ON application (account_id, creation_key);
