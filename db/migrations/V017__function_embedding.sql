-- Vectors tell something only beside others of the same embedder, so each says whose it is. Only functions are searched
-- by them.
ALTER TABLE function ADD COLUMN embedder text;
ALTER TABLE function ADD CONSTRAINT function_embedding CHECK ((embedder IS NULL) = (embedding IS NULL));
ALTER TABLE database_table DROP COLUMN embedding;
ALTER TABLE compiled_route DROP COLUMN embedding;
