-- Loans by what is known of them; people as whom they have turned out to be.
-- $1 ids or null, $2 references or null, $3 key of the event that asked, or null
select l.id, l.reference, coalesce(p.merged_into, p.id) as person, l.asset, l.amount::text, l.fee::text, l.months, l.rate_ppm, l.apr_ppm,
  l.key, l.created_at, l.expires_at, l.state, l.accepted_key, l.accepted_at, l.zone, l.started_on::text, l.ended_key, l.lost::text,
  r.outstanding_max::text, r.loans_max,
  (select coalesce(sum(fee_returned), 0) from loan_repayment where loan = l.id)::text as fee_returned
from loan l
join person p on p.id = l.person
join loan_product r on r.id = l.product
where l.id = any($1::bigint[]) or l.reference = any($2::text[]) or l.key = $3
order by l.id
