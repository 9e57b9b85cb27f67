-- How far somebody's wallet may go below zero.
-- $1 owner, $2 asset
select line from credit_line where owner = $1 and asset = $2
