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
-- The guards ask by EXECUTE, planned each time: a plan that the session keeps from the first entry of an empty book
-- walks an index by the office alone, and so the whole journal for every entry that follows.
CREATE OR REPLACE FUNCTION guard_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  EXECUTE 'SELECT EXISTS (SELECT 1 FROM fresh AS n LEFT JOIN record AS p ON p.office_id = n.office_id AND p.number = n.number - 1
              WHERE n.number > 1 AND (p.number IS NULL OR p.recorded_at > n.recorded_at OR p.digest <> n.previous))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'upk:record-order';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_record_insert AFTER INSERT ON record REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_record()
--;
CREATE OR REPLACE FUNCTION guard_journal_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  EXECUTE 'SELECT EXISTS (SELECT 1 FROM fresh AS n JOIN journal_entry AS e ON e.office_id = n.office_id AND e.record = n.entry)' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'upk:late-line';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_journal_line_insert AFTER INSERT ON journal_line REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_journal_line()
--;
CREATE OR REPLACE FUNCTION guard_journal_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  EXECUTE 'SELECT EXISTS (SELECT 1 FROM fresh AS n
               LEFT JOIN journal_line AS l ON l.office_id = n.office_id AND l.entry = n.record
              GROUP BY n.office_id, n.record, n.entry_date
             HAVING count(l.line) < 2 OR sum(l.debit) <> sum(l.credit)
                 OR min(l.entry_date) <> n.entry_date OR max(l.entry_date) <> n.entry_date)' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'upk:unbalanced';
  END IF;
  EXECUTE 'SELECT EXISTS (SELECT 1 FROM (SELECT office_id, min(entry_date) AS first FROM fresh GROUP BY office_id) AS n
              WHERE n.first <= coalesce((SELECT closed_through FROM period_event AS p WHERE p.office_id = n.office_id
                                          ORDER BY record DESC LIMIT 1), ''9999''))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'upk:closed';
  END IF;
  EXECUTE 'SELECT EXISTS (SELECT 1 FROM fresh AS n
               LEFT JOIN journal_entry AS p ON p.office_id = n.office_id AND p.series = n.series
                     AND p.month = n.month AND p.number = n.number - 1
              WHERE n.month <> substr(n.entry_date, 1, 7) OR (n.number > 1 AND p.number IS NULL))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'upk:number';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_journal_entry_insert AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_journal_entry()
--;
CREATE OR REPLACE FUNCTION guard_loan_movement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  EXECUTE 'SELECT EXISTS (SELECT 1 FROM (SELECT office_id, min(counts_on) AS first FROM fresh GROUP BY office_id) AS n
              WHERE NOT EXISTS (SELECT 1 FROM (SELECT kind, closed_through FROM period_event AS p
                                                WHERE p.office_id = n.office_id ORDER BY record DESC LIMIT 1) AS newest
                                 WHERE n.first > closed_through OR (kind = ''mulai'' AND n.first = closed_through)))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'upk:closed';
  END IF;
  RETURN NULL;
END $$
--;
CREATE TRIGGER guard_loan_movement_insert AFTER INSERT ON loan_movement REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION guard_loan_movement()
