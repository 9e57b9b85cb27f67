-- No message is waited for by this button any more.
-- $1 person, $2 intent
delete from pin_prompt where person = $1 and intent = $2
