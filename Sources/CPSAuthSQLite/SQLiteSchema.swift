internal import GRDB

/// The tables, and how each version of them follows from the one before.
enum SQLiteSchema {
  /// `CPSA`, so that no other database is taken for one of ours (SQLite, "Database File Format", 1.3.17).
  static let applicationID = 0x4350_5341

  /// Statement lists; the version of the schema is the number of lists that were executed.
  static let versions: [String] = [
    """
    CREATE TABLE stamp (
      name TEXT PRIMARY KEY,
      value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mark (
      kind TEXT NOT NULL,
      digest BLOB NOT NULL,
      expiry INTEGER NOT NULL,
      PRIMARY KEY (kind, digest)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mark_expiry ON mark (expiry);

    CREATE TABLE session (
      token_hash BLOB PRIMARY KEY,
      holder TEXT NOT NULL,
      card TEXT,
      content BLOB NOT NULL,
      ends_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_holder ON session (holder);
    CREATE INDEX session_card ON session (card);
    CREATE INDEX session_end ON session (ends_at);

    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,
      content BLOB NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    """,
    // Sessions of before have no lease: nobody watches their cards.
    """
    ALTER TABLE session ADD COLUMN presence TEXT;
    ALTER TABLE session ADD COLUMN present_until INTEGER;
    """,
    // Sessions of before say neither their workstation nor when a PIN was typed: they end here, hours early at most.
    """
    DROP TABLE session;
    CREATE TABLE session (
      token_hash BLOB PRIMARY KEY,
      reference TEXT NOT NULL,
      holder TEXT NOT NULL,
      card TEXT,
      workstation TEXT NOT NULL,
      service TEXT NOT NULL,
      content BLOB NOT NULL,
      opened_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      presence TEXT,
      present_until INTEGER,
      end_reason TEXT,
      ended_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_reference ON session (reference);
    CREATE INDEX session_holder ON session (holder);
    CREATE INDEX session_card ON session (card);
    CREATE INDEX session_workstation ON session (workstation);
    CREATE INDEX session_end ON session (ends_at);
    """,
    // From its beginning, and only up to the origin that is noted first, the log may be shortened: what has been
    // kept for as long as it may be kept.
    """
    CREATE TABLE audit_origin (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      sequence INTEGER NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_origin_never_goes_back BEFORE UPDATE ON audit_origin WHEN NEW.sequence <= OLD.sequence
      BEGIN SELECT RAISE(ABORT, 'the origin of the audit log never goes back'); END;
    CREATE TRIGGER audit_origin_is_never_forgotten BEFORE DELETE ON audit_origin
      BEGIN SELECT RAISE(ABORT, 'the origin of the audit log is never forgotten'); END;
    DROP TRIGGER audit_is_never_shortened;
    CREATE TRIGGER audit_is_shortened_from_its_beginning_only BEFORE DELETE ON audit
      WHEN OLD.sequence > (SELECT ifnull(max(sequence), 0) FROM audit_origin)
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    """,
    // A unit moves to its last moment; its row may go when no window reaches back to it.
    """
    CREATE TABLE quota (
      key BLOB NOT NULL,
      unit BLOB NOT NULL,
      moment INTEGER NOT NULL,
      expiry INTEGER NOT NULL,
      PRIMARY KEY (key, unit)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX quota_moment ON quota (key, moment);
    CREATE INDEX quota_expiry ON quota (expiry);
    """,
    """
    CREATE TABLE deposit (
      kind TEXT NOT NULL,
      digest BLOB NOT NULL,
      content BLOB NOT NULL,
      expiry INTEGER NOT NULL,
      epoch BLOB NOT NULL,
      PRIMARY KEY (kind, digest)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX deposit_expiry ON deposit (expiry);
    """,
    """
    CREATE TABLE record (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      "group" TEXT,
      content BLOB NOT NULL,
      version INTEGER NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX record_group ON record (kind, "group", name) WHERE "group" IS NOT NULL;
    """,
    // Units of an account lie side by side in the order of their moments, in one tree: to count is to read along it.
    """
    ALTER TABLE quota RENAME TO quota_before;
    CREATE TABLE quota (
      key BLOB NOT NULL,
      moment INTEGER NOT NULL,
      unit BLOB NOT NULL,
      expiry INTEGER NOT NULL,
      PRIMARY KEY (key, moment, unit)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO quota SELECT key, moment, unit, expiry FROM quota_before;
    DROP TABLE quota_before;
    -- Who ends or lists sessions by one of these reads them all, which is rare; every login would change each tree.
    DROP INDEX session_reference;
    DROP INDEX session_card;
    DROP INDEX session_workstation;
    """,
    // A session is longer than a quarter of a page, which is the most that a tree of keys keeps of a row: the rest of
    // each was on a page of its own ("Database File Format", 1.6). In a table of numbered rows they lie one behind the
    // other.
    """
    ALTER TABLE session RENAME TO session_before;
    CREATE TABLE session (
      token_hash BLOB NOT NULL UNIQUE,
      reference TEXT NOT NULL,
      holder TEXT NOT NULL,
      card TEXT,
      workstation TEXT NOT NULL,
      service TEXT NOT NULL,
      content BLOB NOT NULL,
      opened_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      presence TEXT,
      present_until INTEGER,
      end_reason TEXT,
      ended_at INTEGER
    ) STRICT;
    INSERT INTO session SELECT
      token_hash, reference, holder, card, workstation, service, content, opened_at, ends_at, last_seen_at,
      presence, present_until, end_reason, ended_at
      FROM session_before;
    DROP TABLE session_before;
    CREATE INDEX session_holder ON session (holder);
    CREATE INDEX session_end ON session (ends_at);
    """,
  ]
}
