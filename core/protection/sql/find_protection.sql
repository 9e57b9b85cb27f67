-- How somebody wants to be asked, and whether they have a PIN.
-- $1 person
select s.asset, s.ask_above, s.ask_new_above, s.pin_above, p.person is not null as has_pin, p.locked_until
from (select $1::bigint as person) asked
left join protection s on s.person = asked.person
left join pin p on p.person = asked.person
