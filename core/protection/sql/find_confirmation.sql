-- What somebody was asked about an event, or by a button.
-- $1 person and $2 key of the event, or $3 confirmation
select id, person, key, intent, conversation, notice, confirm_key, cancel_key, state, pressed_key
from confirmation
where (person = $1 and key = $2) or id = $3
