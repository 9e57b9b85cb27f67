-- Inbound events by their dedupe keys, and those around a moment that answer a form.
-- $1 platforms with $2 their dedupe keys; $3 names: intents that a form carried, or hashes of keys too long for the ledger; $4 from, $5 to: when
-- those of $3 were handled
select i.id, i.platform, i.dedupe_key, i.event, i.received_at, i.attempts, i.handled_at, i.failure, i.xmin::text as written_in
from inbox i
where (i.platform, i.dedupe_key) in (select * from unnest($1::text[], $2::text[]))
   or cardinality($3::text[]) > 0 and i.handled_at between $4 and $5 and (
     i.event ->> 'intent' = any($3::text[])
     or encode(sha256(convert_to(i.dedupe_key, 'UTF8')), 'hex') = any($3::text[])
   )
order by i.id
