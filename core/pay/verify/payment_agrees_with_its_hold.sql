-- A payment and its hold tell the same story: open while authorized, resolved as the payment says. Rows are violations.
select p.state || ' payment ' || p.id || ' has a hold that is ' || coalesce(h.state, 'missing') as detail
from payment p
left join hold h on h.id = p.hold
where h.state is distinct from case p.state
  when 'authorized' then 'open'
  when 'voided' then 'voided'
  when 'expired' then 'expired'
  else 'captured'
end
