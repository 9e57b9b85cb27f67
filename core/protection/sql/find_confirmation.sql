-- What somebody was asked about an event, or by a button; of the person that they have turned out to be.
-- $1 person and $2 key of the event, or $3 confirmation, or $4 key of the button that confirms
select c.id, coalesce(p.merged_into, p.id) as person, c.key, c.intent, c.conversation, c.by_form, c.notice, c.confirm_key, c.cancel_key,
  c.state, c.pressed_key, c.expires_at
from confirmation c join person p on p.id = c.person
where (c.person = $1 and c.key = $2) or c.id = $3 or c.confirm_key = $4
