-- What was paid of a request went to its asker, in its currency, by a payment that there is.
-- Range: request, $1 < id ≤ $2
select case when o.reference is null then format('%s pays share %s, and there is no such payment', p.reference, p.share)
  else format('%s pays share %s in %s, to person %s', p.reference, p.share, o.asset, o.payee) end as detail
from request r
join request_share s on s.request = r.id
join request_payment p on p.share = s.id
left join payment_outcome o on o.reference = p.reference
left join person payee on payee.id = o.payee
left join person asker on asker.id = r.asker
where r.id > $1 and r.id <= $2
  and (o.reference is null or o.asset <> r.asset or coalesce(payee.merged_into, payee.id) <> coalesce(asker.merged_into, asker.id))
order by p.reference;
