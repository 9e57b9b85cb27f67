-- Which event has used a button up; null: none.
-- $1 key
select used_key from intent where key = $1
