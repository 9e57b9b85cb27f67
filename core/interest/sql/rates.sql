-- The rates in force on a day, and those that are to come.
-- $1 day, $2 asset, or null for all
(select distinct on (asset, kind) asset, kind, rate_ppm, effective_from::text as effective_from, true as in_force
 from interest_rate where effective_from <= $1::date and ($2::text is null or asset = $2)
 order by asset, kind, effective_from desc, id desc)
union all
(select distinct on (asset, kind, effective_from) asset, kind, rate_ppm, effective_from::text, false
 from interest_rate where effective_from > $1::date and ($2::text is null or asset = $2)
 order by asset, kind, effective_from, id desc)
order by asset, kind, effective_from
