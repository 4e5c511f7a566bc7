/// The tables, and how each version of them follows from the one before.
enum PostgreSQLSchema {
  /// The schema of the database in which the tables are; nothing of anybody else is in it.
  static let name = "cpsauth"

  /// `CPSAUTH` and a zero byte: who makes or changes the tables holds this advisory lock, and so works alone.
  static let lock: Int64 = 0x4350_5341_5554_4800
  /// `CPSAUTH` and 1: who appends to the audit log, or shortens it, holds this one.
  static let auditLock: Int64 = 0x4350_5341_5554_4801

  /// Statement lists; the version of the schema is the number of lists that were executed.
  static let versions: [String] = [
    """
    CREATE TABLE state (
      is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
      version bigint NOT NULL,
      environment text NOT NULL,
      epoch bytea NOT NULL,
      life text NOT NULL,
      forgotten_before bigint NOT NULL
    );

    CREATE TABLE mark (
      kind text NOT NULL,
      digest bytea NOT NULL,
      expiry bigint NOT NULL,
      PRIMARY KEY (kind, digest)
    );
    CREATE INDEX mark_expiry ON mark (expiry);

    CREATE TABLE session (
      token_hash bytea PRIMARY KEY,
      reference text NOT NULL,
      holder text NOT NULL,
      card text,
      workstation text NOT NULL,
      service text NOT NULL,
      content bytea NOT NULL,
      opened_at bigint NOT NULL,
      ends_at bigint NOT NULL,
      last_seen_at bigint NOT NULL,
      presence text,
      present_until bigint,
      end_reason text,
      ended_at bigint
    );
    CREATE INDEX session_reference ON session (reference);
    CREATE INDEX session_holder ON session (holder);
    CREATE INDEX session_card ON session (card);
    CREATE INDEX session_workstation ON session (workstation);
    CREATE INDEX session_end ON session (ends_at);

    CREATE TABLE audit (
      sequence bigint PRIMARY KEY,
      content bytea NOT NULL,
      hash bytea NOT NULL
    );
    CREATE TABLE audit_origin (
      is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
      sequence bigint NOT NULL,
      hash bytea NOT NULL
    );
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE 'the audit log is append-only'; END $$;
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR TRUNCATE ON audit
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER audit_origin_is_never_forgotten BEFORE DELETE OR TRUNCATE ON audit_origin
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER audit_origin_never_goes_back BEFORE UPDATE ON audit_origin
      FOR EACH ROW WHEN (NEW.sequence <= OLD.sequence) EXECUTE FUNCTION refuse_change();
    -- From its beginning, and only up to the origin that is noted first, the log may be shortened.
    CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM removed WHERE sequence > (SELECT coalesce(max(sequence), 0) FROM cpsauth.audit_origin))
        THEN RAISE 'the audit log is append-only'; END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER audit_is_shortened_from_its_beginning_only AFTER DELETE ON audit
      REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

    -- A unit moves to its last moment; its row may go when no window reaches back to it.
    CREATE TABLE quota (
      key bytea NOT NULL,
      unit bytea NOT NULL,
      moment bigint NOT NULL,
      expiry bigint NOT NULL,
      PRIMARY KEY (key, unit)
    );
    CREATE INDEX quota_moment ON quota (key, moment);
    CREATE INDEX quota_expiry ON quota (expiry);

    CREATE TABLE deposit (
      kind text NOT NULL,
      digest bytea NOT NULL,
      content bytea NOT NULL,
      expiry bigint NOT NULL,
      epoch bytea NOT NULL,
      PRIMARY KEY (kind, digest)
    );
    CREATE INDEX deposit_expiry ON deposit (expiry);
    """,
    // Names in the order of their bytes, whatever the database's own order is.
    """
    CREATE TABLE record (
      kind text NOT NULL,
      name text COLLATE "C" NOT NULL,
      "group" text,
      content bytea NOT NULL,
      version bigint NOT NULL,
      PRIMARY KEY (kind, name)
    );
    CREATE INDEX record_group ON record (kind, "group", name) WHERE "group" IS NOT NULL;
    """,
  ]
}
