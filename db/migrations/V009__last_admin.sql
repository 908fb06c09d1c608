-- Somebody can always administer: whoever tries to remove, disable or demote the last administrator is refused, from
-- whatever page (SECURITY.md, S17).
CREATE FUNCTION account_keeps_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.role <> 'ADMIN' OR OLD.disabled_at IS NOT NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.role = 'ADMIN' AND NEW.disabled_at IS NULL THEN
            RETURN NEW;
        END IF;
    END IF;
    -- Two administrators who remove each other at the same moment take turns; the second sees what the first did.
    PERFORM pg_advisory_xact_lock(hashtext('codex.admins'));
    IF NOT EXISTS (SELECT FROM account WHERE role = 'ADMIN' AND disabled_at IS NULL AND id <> OLD.id) THEN
        RAISE EXCEPTION 'this is the last administrator' USING ERRCODE = '23514', CONSTRAINT = 'account_last_admin';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER account_last_admin BEFORE UPDATE OR DELETE ON account
    FOR EACH ROW EXECUTE FUNCTION account_keeps_an_admin();
