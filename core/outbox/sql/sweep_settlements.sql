-- Nudges for payments, unless one is waiting already.
-- $1 payments
insert into outbox (topic, payment)
select 'settle', p.payment
from unnest($1::bigint[]) as p(payment)
where not exists (select from outbox o where o.published_at is null and o.payment = p.payment)
returning id;
