-- How a person's credit line in an asset comes about.
-- $1 person, $2 asset
select tier, granted::text, line::text from credit_line where person = $1 and asset = $2
