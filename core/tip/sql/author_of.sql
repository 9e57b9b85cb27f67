-- Who wrote a message.
-- $1 place
select author, name, is_bot from message_author where place = $1
