-- What is proposed for a tab is so no longer.
-- $1 tab, $2 now
update tab_round set closed_at = $2 where tab = $1 and closed_at is null returning delivery
