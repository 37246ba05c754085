-- The promises that the database itself keeps, on SQLite. Statements end with a line of "--;".
-- {table} stands for each append-only table in turn.

CREATE TRIGGER guard_{table}_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'upk:append-only:{table}'); END
--;
CREATE TRIGGER guard_{table}_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'upk:append-only:{table}'); END
--;
CREATE TRIGGER guard_account_update BEFORE UPDATE OF office_id, code, type, role ON account
BEGIN SELECT RAISE(ABORT, 'upk:append-only:account'); END
--;
CREATE TRIGGER guard_account_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'upk:append-only:account'); END
--;
CREATE TRIGGER guard_borrower_group_update BEFORE UPDATE OF office_id, code, formed_on ON borrower_group
BEGIN SELECT RAISE(ABORT, 'upk:append-only:borrower_group'); END
--;
CREATE TRIGGER guard_borrower_group_delete BEFORE DELETE ON borrower_group
BEGIN SELECT RAISE(ABORT, 'upk:append-only:borrower_group'); END
--;
CREATE TRIGGER guard_record_insert BEFORE INSERT ON record
BEGIN
  SELECT RAISE(ABORT, 'upk:append-only:record') WHERE EXISTS
    (SELECT 1 FROM record WHERE office_id = NEW.office_id AND number = NEW.number);
  SELECT RAISE(ABORT, 'upk:record-order') WHERE NEW.number > 1 AND NOT EXISTS
    (SELECT 1 FROM record WHERE office_id = NEW.office_id AND number = NEW.number - 1
       AND recorded_at <= NEW.recorded_at AND digest = NEW.previous);
END
--;
CREATE TRIGGER guard_journal_line_insert BEFORE INSERT ON journal_line
BEGIN
  SELECT RAISE(ABORT, 'upk:late-line') WHERE EXISTS
    (SELECT 1 FROM journal_entry WHERE office_id = NEW.office_id AND record = NEW.entry);
END
--;
CREATE TRIGGER guard_journal_entry_insert BEFORE INSERT ON journal_entry
BEGIN
  SELECT RAISE(ABORT, 'upk:append-only:journal_entry') WHERE EXISTS
    (SELECT 1 FROM journal_entry WHERE office_id = NEW.office_id AND record = NEW.record);
  SELECT RAISE(ABORT, 'upk:unbalanced') WHERE
    (SELECT count(*) < 2 OR sum(debit) <> sum(credit)
         OR min(entry_date) <> NEW.entry_date OR max(entry_date) <> NEW.entry_date
       FROM journal_line WHERE office_id = NEW.office_id AND entry = NEW.record);
  SELECT RAISE(ABORT, 'upk:closed') WHERE NEW.entry_date <= coalesce(
    (SELECT closed_through FROM period_event WHERE office_id = NEW.office_id ORDER BY record DESC LIMIT 1), '9999');
  SELECT RAISE(ABORT, 'upk:number') WHERE NEW.month <> substr(NEW.entry_date, 1, 7) OR (NEW.number > 1 AND NOT EXISTS
    (SELECT 1 FROM journal_entry WHERE office_id = NEW.office_id AND series = NEW.series
       AND month = NEW.month AND number = NEW.number - 1));
END
--;
CREATE TRIGGER guard_loan_movement_insert BEFORE INSERT ON loan_movement
BEGIN
  SELECT RAISE(ABORT, 'upk:closed') WHERE NOT EXISTS
    (SELECT 1 FROM (SELECT kind, closed_through FROM period_event
                     WHERE office_id = NEW.office_id ORDER BY record DESC LIMIT 1) AS newest
      WHERE NEW.counts_on > closed_through OR (kind = 'mulai' AND NEW.counts_on = closed_through));
END
