-- No more is paid of a share than was asked for, nor is on its way.
-- Range: request, $1 < id ≤ $2
select format('share %s of request %s is of %s, and %s is paid or on its way', s.share, s.request, s.amount, s.paid + s.under_way) as detail
from request_state s
where s.request > $1 and s.request <= $2 and s.paid + s.under_way > s.amount
order by s.share;
