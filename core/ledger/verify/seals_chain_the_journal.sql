-- Each seal follows from the one before it and the journal rows that it covers, which are as they were. ledger_seal.sql says what the hashes are of.
-- Range: seal, $1 < number ≤ $2
with part as (
  select s.*, before.hash as hash_before, before.number is null and s.number > 1 as is_cut
  from seal s
  left join seal before on before.number = s.number - 1
  where s.number > $1 and s.number <= $2
), covered as materialized (
  select p.number, x.journal, substr(p.hashes, (x.place * 32 - 31)::int, 32) as hash
  from (select number, journals, journal_hashes || ''::bytea as hashes from part offset 0) p
  cross join unnest(p.journals) with ordinality as x(journal, place)
)
select detail
from (
  select number, 0::bigint as journal, format('seal %s is missing', number - 1) as detail
  from part
  where is_cut
  union all
  select number, 1, format('seal %s was changed, or the one before it', number)
  from part
  where not is_cut and hash is distinct from sha256(coalesce(hash_before, decode(repeat('00', 32), 'hex')) || convert_to(json_build_array(
    number, (extract(epoch from sealed_at) * 1000000)::bigint, journals)::text, 'UTF8') || journal_hashes)
  union all
  select c.number, c.journal, case when j.id is null then format('journal row %s of seal %s was removed', c.journal, c.number)
    when j.seal is distinct from c.number then format('journal row %s of seal %s says that it is in seal %s', c.journal, c.number, j.seal)
    else format('journal row %s of seal %s was changed', c.journal, c.number) end
  from covered c
  left join journal j on j.id = c.journal
  where j.id is null or j.seal is distinct from c.number or c.hash is distinct from sha256(convert_to(json_build_array(
    j.id, j.transfers, (extract(epoch from j.created_at) * 1000000)::bigint)::text, 'UTF8') || j.digests)
) x
order by number, journal;
