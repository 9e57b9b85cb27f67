-- How old somebody's account on its platform is, where the platform tells: what is given away is kept from accounts made for the taking.

alter table identity add column account_since timestamptz;
comment on column identity.account_since is 'When the platform''s own account was made; null where the platform does not tell';
