-- Locks all tiers of these creators, in one order for all who lock several: of two who subscribe to the same creator, the later sees the earlier.
-- $1 creators, as the persons that they have turned out to be
select t.id from subscription_tier t
where t.creator in (select p.id from person p where p.id = any($1::bigint[]) or p.merged_into = any($1::bigint[]))
order by t.id
for no key update of t
