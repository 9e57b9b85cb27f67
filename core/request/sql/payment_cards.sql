-- The cards of what was paid of a request.
-- $1 request
select distinct o.delivery
from request_share s
join request_payment p on p.share = s.id
join payment_outcome o on o.reference = p.reference
where s.request = $1
