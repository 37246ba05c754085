-- The promises that the database itself keeps, on PostgreSQL. Statements end with a line of "--;".
-- {table} stands for each append-only table in turn.

CREATE OR REPLACE FUNCTION guard_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'upk:append-only:%', TG_TABLE_NAME; END $$
--;
CREATE TRIGGER guard_{table}_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION guard_append_only()
--;
CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only()
--;
CREATE TRIGGER guard_account_update BEFORE UPDATE OF office_id, code, type, role ON account
FOR EACH ROW EXECUTE FUNCTION guard_append_only()
--;
CREATE TRIGGER guard_account_delete BEFORE DELETE ON account
FOR EACH ROW EXECUTE FUNCTION guard_append_only()
--;
CREATE TRIGGER guard_account_truncate BEFORE TRUNCATE ON account
FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only()
--;
CREATE TRIGGER guard_borrower_group_update BEFORE UPDATE OF office_id, code, formed_on ON borrower_group
FOR EACH ROW EXECUTE FUNCTION guard_append_only()
--;
CREATE TRIGGER guard_borrower_group_delete BEFORE DELETE ON borrower_group
FOR EACH ROW EXECUTE FUNCTION guard_append_only()
--;
CREATE TRIGGER guard_borrower_group_truncate BEFORE TRUNCATE ON borrower_group
FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only()
--;
-- A session keeps the plan of each question below from the first entry of a book that may be empty then. So each says
-- by its order which index answers it, and may not sort or read a whole table instead.
CREATE OR REPLACE FUNCTION guard_record() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_sort = off AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fresh AS n
               LEFT JOIN LATERAL (SELECT number, recorded_at, digest FROM record AS r
                                   WHERE r.office_id = n.office_id AND r.number < n.number
                                   ORDER BY r.number DESC LIMIT 1) AS p ON true
              WHERE n.number > 1
                AND (p.number IS DISTINCT FROM n.number - 1 OR p.recorded_at > n.recorded_at OR p.digest <> n.previous)) THEN
    RAISE EXCEPTION 'upk:record-order';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_record_insert AFTER INSERT ON record REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_record()
--;
CREATE OR REPLACE FUNCTION guard_journal_line() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_sort = off AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT office_id, entry FROM fresh) AS n
               JOIN LATERAL (SELECT record FROM journal_entry AS e
                              WHERE e.office_id = n.office_id AND e.record >= n.entry
                              ORDER BY e.record LIMIT 1) AS e ON e.record = n.entry) THEN
    RAISE EXCEPTION 'upk:late-line';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_journal_line_insert AFTER INSERT ON journal_line REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_journal_line()
--;
CREATE OR REPLACE FUNCTION guard_journal_entry() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_sort = off AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fresh AS n
               CROSS JOIN LATERAL (SELECT count(*) AS lines, sum(debit) AS debit, sum(credit) AS credit,
                                          min(entry_date) AS first, max(entry_date) AS last
                                     FROM (SELECT debit, credit, entry_date FROM journal_line AS l
                                            WHERE l.office_id = n.office_id AND l.entry = n.record
                                            ORDER BY l.line OFFSET 0) AS l) AS l
              WHERE l.lines < 2 OR l.debit <> l.credit OR l.first <> n.entry_date OR l.last <> n.entry_date) THEN
    RAISE EXCEPTION 'upk:unbalanced';
  END IF;
  IF EXISTS (SELECT 1 FROM (SELECT office_id, min(entry_date) AS first FROM fresh GROUP BY office_id) AS n
              WHERE n.first <= coalesce((SELECT closed_through FROM period_event AS p WHERE p.office_id = n.office_id
                                          ORDER BY record DESC LIMIT 1), '9999')) THEN
    RAISE EXCEPTION 'upk:closed';
  END IF;
  IF EXISTS (SELECT 1 FROM fresh AS n
               LEFT JOIN LATERAL (SELECT number FROM journal_entry AS e
                                   WHERE e.office_id = n.office_id AND e.series = n.series AND e.month = n.month
                                     AND e.number < n.number
                                   ORDER BY e.number DESC LIMIT 1) AS p ON true
              WHERE n.month <> substr(n.entry_date, 1, 7)
                 OR (n.number > 1 AND p.number IS DISTINCT FROM n.number - 1)) THEN
    RAISE EXCEPTION 'upk:number';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_journal_entry_insert AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_journal_entry()
--;
CREATE OR REPLACE FUNCTION guard_loan_movement() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_sort = off AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT office_id, min(counts_on) AS first FROM fresh GROUP BY office_id) AS n
              WHERE NOT EXISTS (SELECT 1 FROM (SELECT kind, closed_through FROM period_event AS p
                                                WHERE p.office_id = n.office_id ORDER BY record DESC LIMIT 1) AS newest
                                 WHERE n.first > closed_through OR (kind = 'mulai' AND n.first = closed_through))) THEN
    RAISE EXCEPTION 'upk:closed';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_loan_movement_insert AFTER INSERT ON loan_movement REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_loan_movement()
