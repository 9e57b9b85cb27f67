-- Whether its payment may still turn out not to have been carried out. Nearly all months are long past that, and whoever looks for those
-- payments every few seconds is to read the others alone.
alter table subscription_period add column watched boolean not null default true;

create index subscription_period_watched on subscription_period (id) where state = 'placed' and watched;
