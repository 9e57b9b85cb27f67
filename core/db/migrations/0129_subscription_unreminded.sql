-- Whose subscribers are still to be reminded of what comes. Those who were told stay within the days before a renewal as long as those
-- who were not, and were read again every few seconds.
create index subscription_unreminded on subscription (next_at) where state = 'active' and reminded < next_number;
