-- What a call attacked, by its name in verify.Weakness; null where it was no attack.
ALTER TABLE probe ADD COLUMN weakness text;
