-- Who sees and posts what in a hosted region, on PostgreSQL. Statements end with a line of "--;".
-- {kantor} and {pemda} stand for the group roles of this book, {schema} for where its tables are, {table} for each
-- table of an office in turn; {open}: those whose columns the region may read, {shared}: whose rows, {private}: those
-- of which it may read none; {added}: those to which an office adds rows; {told}: the kinds of records whose words travel.

-- A function that asks as the owner looks for tables here alone: nobody puts one of his own before them.
CREATE OR REPLACE FUNCTION upk_own_offices() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$
BEGIN RETURN ARRAY(SELECT r.office FROM office_role AS r WHERE r.role = session_user); END $$
--;
-- The region adds to its own chain, and to the copies of books that come to it by bundles.
CREATE OR REPLACE FUNCTION upk_added_offices() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT r.office FROM office_role AS r WHERE r.role = session_user
                UNION SELECT c.office_id FROM replica AS c WHERE c.reason = 'kiriman');
END $$
--;
-- Of the members the region compares the NIK, as it does those that bundles bring sealed; nothing else of them.
CREATE OR REPLACE FUNCTION upk_identities() RETURNS TABLE (office_id int, group_code text, code text, nik text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT p.office_id, p.group_code, p.code, p.nik
                 FROM member_person AS p JOIN office AS o ON o.office_id = p.office_id
                WHERE o.kind = 'upk' AND p.nik IS NOT NULL;
END $$
--;
-- One writer a chain. To lock a row takes the right to change it, which nobody has here.
CREATE OR REPLACE FUNCTION upk_hold_office(wanted int) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$
DECLARE own int[] := CASE WHEN pg_has_role(session_user, '{pemda}', 'MEMBER') THEN upk_added_offices()
                          ELSE upk_own_offices() END;
BEGIN
  IF wanted <> ALL (own) AND EXISTS (SELECT 1 FROM office AS o WHERE o.office_id = wanted) THEN
    RAISE EXCEPTION 'permission denied for office' USING ERRCODE = '42501';
  END IF;
  PERFORM 1 FROM office AS o WHERE o.office_id = wanted FOR NO KEY UPDATE;
  RETURN wanted;
END $$
--;
-- A book that moved away sends bundles from now on: its copy becomes one, and what bundles leave at home goes from it.
CREATE OR REPLACE FUNCTION upk_go_on_by_bundles(wanted int) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$
BEGIN
  DELETE FROM replica AS c WHERE c.office_id = wanted AND c.reason = 'pindah';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'permission denied for replica' USING ERRCODE = '42501';
  END IF;
  INSERT INTO replica (office_id, reason, place) VALUES (wanted, 'kiriman', '');
  DELETE FROM member_person AS p WHERE p.office_id = wanted;
  DELETE FROM loan_income AS i WHERE i.office_id = wanted;
  UPDATE borrower_group AS g SET address = NULL WHERE g.office_id = wanted AND g.address IS NOT NULL;
  RETURN wanted;
END $$
--;
REVOKE ALL ON FUNCTION upk_own_offices(), upk_added_offices(), upk_identities(), upk_hold_office(int),
upk_go_on_by_bundles(int) FROM PUBLIC
--;
GRANT EXECUTE ON FUNCTION upk_own_offices() TO {kantor}, {pemda}
--;
GRANT EXECUTE ON FUNCTION upk_hold_office(int) TO {kantor}, {pemda}
--;
GRANT EXECUTE ON FUNCTION upk_added_offices() TO {pemda}
--;
GRANT EXECUTE ON FUNCTION upk_identities() TO {pemda}
--;
GRANT EXECUTE ON FUNCTION upk_go_on_by_bundles(int) TO {pemda}
--;
-- The guards ask as whoever posts: they too shall not be shown other tables than the book's.
ALTER FUNCTION guard_record() SET search_path = {schema}, pg_temp
--;
ALTER FUNCTION guard_journal_line() SET search_path = {schema}, pg_temp
--;
ALTER FUNCTION guard_journal_entry() SET search_path = {schema}, pg_temp
--;
ALTER FUNCTION guard_loan_movement() SET search_path = {schema}, pg_temp
--;
GRANT USAGE ON SCHEMA {schema} TO {kantor}, {pemda}
--;
REVOKE ALL ON {table} FROM PUBLIC, {kantor}, {pemda}
--;
REVOKE ALL ON office_role, rulebook_text, alembic_version FROM PUBLIC, {kantor}, {pemda}
--;
GRANT SELECT ON alembic_version TO {kantor}, {pemda}
--;
GRANT SELECT, INSERT ON rulebook_text TO {kantor}, {pemda}
--;
GRANT SELECT ON {table} TO {kantor}
--;
GRANT SELECT ON {open} TO {pemda}
--;
GRANT SELECT (office_id, code, name, formed_on) ON borrower_group TO {pemda}
--;
GRANT INSERT ON {added} TO {kantor}, {pemda}
--;
GRANT INSERT ON office, replica, waiting_bundle, sealed_identities TO {pemda}
--;
GRANT UPDATE (name) ON account TO {kantor}, {pemda}
--;
GRANT UPDATE (name, address) ON borrower_group TO {kantor}
--;
GRANT UPDATE (name) ON borrower_group TO {pemda}
--;
GRANT UPDATE (name, nik, gender, poor, address, phone) ON member_person TO {kantor}
--;
GRANT DELETE ON office_month TO {kantor}, {pemda}
--;
GRANT DELETE ON waiting_bundle, sealed_identities TO {pemda}
--;
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE office_role ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE rulebook_text ENABLE ROW LEVEL SECURITY
--;
CREATE POLICY upk_kantor ON {table} FOR ALL TO {kantor}
USING (office_id = ANY ((SELECT upk_own_offices())::int[])) WITH CHECK (office_id = ANY ((SELECT upk_own_offices())::int[]))
--;
CREATE POLICY upk_baca ON {shared} FOR SELECT TO {pemda} USING (true)
--;
-- Names, addresses, incomes and keys stay at home also where home is the same server.
CREATE POLICY upk_baca ON {private} FOR SELECT TO {pemda}
USING (office_id = ANY ((SELECT upk_added_offices())::int[]))
--;
-- Nor does the region read what somebody wrote of a borrower, here or in a copy of a book that was here: the same
-- words as travel in bundles.
CREATE POLICY upk_baca ON record_text FOR SELECT TO {pemda}
USING (office_id = ANY ((SELECT upk_own_offices())::int[]) OR EXISTS (SELECT 1 FROM record AS r
WHERE r.office_id = record_text.office_id AND r.number = record_text.record AND r.kind = ANY ({told})))
--;
CREATE POLICY upk_catat ON {added} FOR INSERT TO {pemda}
WITH CHECK (office_id = ANY ((SELECT upk_added_offices())::int[]))
--;
CREATE POLICY upk_catat ON waiting_bundle FOR INSERT TO {pemda}
WITH CHECK (office_id = ANY ((SELECT upk_own_offices())::int[]))
--;
CREATE POLICY upk_catat ON sealed_identities FOR INSERT TO {pemda}
WITH CHECK (office_id = ANY ((SELECT upk_added_offices())::int[]))
--;
CREATE POLICY upk_catat ON office FOR INSERT TO {pemda} WITH CHECK (kind <> 'wilayah')
--;
-- An office becomes a copy before it has its first record here, or never by the region's hand.
CREATE POLICY upk_catat ON replica FOR INSERT TO {pemda}
WITH CHECK (reason = 'kiriman' AND NOT EXISTS (SELECT 1 FROM record AS r WHERE r.office_id = replica.office_id))
--;
CREATE POLICY upk_ubah ON account FOR UPDATE TO {pemda} USING (office_id = ANY ((SELECT upk_added_offices())::int[]))
--;
CREATE POLICY upk_ubah ON borrower_group FOR UPDATE TO {pemda} USING (office_id = ANY ((SELECT upk_added_offices())::int[]))
--;
CREATE POLICY upk_hapus ON office_month FOR DELETE TO {pemda} USING (office_id = ANY ((SELECT upk_added_offices())::int[]))
--;
CREATE POLICY upk_hapus ON waiting_bundle FOR DELETE TO {pemda} USING (office_id = ANY ((SELECT upk_own_offices())::int[]))
--;
CREATE POLICY upk_hapus ON sealed_identities FOR DELETE TO {pemda} USING (office_id = ANY ((SELECT upk_added_offices())::int[]))
--;
-- A rulebook's text is read by who adopted it, and is what its digest says.
CREATE POLICY upk_kantor ON rulebook_text FOR SELECT TO {kantor}
USING (EXISTS (SELECT 1 FROM rulebook_adoption AS a WHERE a.digest = rulebook_text.digest))
--;
CREATE POLICY upk_baca ON rulebook_text FOR SELECT TO {pemda} USING (true)
--;
CREATE POLICY upk_catat ON rulebook_text FOR INSERT TO {kantor}, {pemda}
WITH CHECK (digest = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
