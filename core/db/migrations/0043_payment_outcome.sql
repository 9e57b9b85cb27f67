-- What became of payments, for whoever keeps what they were for.
create view payment_outcome as
select o.reference, o.delivery, p.payee, p.amount, p.state, p.hold, p.transfer, p.settled_at
from payment_order o
join payment p on p.payment_order = o.id;
