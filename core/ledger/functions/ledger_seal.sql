-- Chains journal rows that no seal covers yet, by ascending id and at most p_limit of them, into the next seal, and returns it; no row
-- when there is nothing to seal. One at a time: whoever comes meanwhile waits, and goes on from there. Needs read committed.
--   hash of a journal row: sha256(UTF-8 of the JSON array [id, transfers, created_at] ‖ digests)
--   hash of a seal:        sha256(hash of the seal before ‖ UTF-8 of the JSON array [number, sealed_at, journals] ‖ hashes of its journal rows)
-- Moments are whole microseconds since the epoch; the hash before the first seal is 32 zero bytes.
create function ledger_seal(p_limit int)
returns table (number bigint, hash bytea, journals int, transfers bigint)
language plpgsql security definer set search_path = tuppence, pg_temp
-- Pinned, as in ledger_submit: a plan that was made while the journal was empty would read it whole every time.
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_before bytea; v_number bigint; v_journals bigint[]; v_hashes bytea; v_hash bytea; v_transfers bigint;
  v_now constant timestamptz := clock_timestamp();
begin
  -- Any number, the same for every sealer.
  perform pg_advisory_xact_lock(8230190002);
  select s.number + 1, s.hash into v_number, v_before from seal s order by s.number desc limit 1;
  v_number := coalesce(v_number, 1);
  v_before := coalesce(v_before, decode(repeat('00', 32), 'hex'));

  select array_agg(j.id order by j.id),
    string_agg(sha256(convert_to(json_build_array(
      j.id, j.transfers, (extract(epoch from j.created_at) * 1000000)::bigint)::text, 'UTF8') || j.digests), '' order by j.id),
    sum(cardinality(j.transfers))
    into v_journals, v_hashes, v_transfers
    from (select * from journal where seal is null order by id limit p_limit) j;
  if v_journals is null then return; end if;

  v_hash := sha256(v_before || convert_to(json_build_array(
    v_number, (extract(epoch from v_now) * 1000000)::bigint, v_journals)::text, 'UTF8') || v_hashes);
  insert into seal (number, journals, journal_hashes, hash, sealed_at) values (v_number, v_journals, v_hashes, v_hash, v_now);
  update journal set seal = v_number where id = any(v_journals);
  return query select v_number, v_hash, cardinality(v_journals), v_transfers;
end $$;
