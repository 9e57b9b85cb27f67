-- No message is waited for.
-- $1 person
delete from pin_prompt where person = $1
