ALTER TABLE engine_call ADD COLUMN assumed boolean NOT NULL DEFAULT false;
