-- The next delivery of a lane for the process that shows it, or the end of that process's turn.
-- p_holder: a random id of the caller's turn. p_take: the caller has no turn yet.
-- verdict: claimed (delivery is leased to the caller and given as JSON) · idle (the lane was let go; wait_ms until its next delivery, null when
-- it has none) · busy (another process has the lane, and will notice that we came by).
create function lane_next(
  p_lane text, p_holder uuid, p_lease_ms int, p_take boolean,
  out verdict text, out wait_ms int, out delivery jsonb
) language plpgsql as $$
declare
  v_lease constant interval := p_lease_ms * interval '1 ms';
  v_calls bigint;
  v_paused_until timestamptz;
begin
  if p_take then
    insert into lane as l (lane, holder, lease_until, calls) values (p_lane, p_holder, clock_timestamp() + v_lease, 1)
    on conflict (lane) do update set
      calls = l.calls + 1,
      holder = case when l.lease_until > clock_timestamp() then l.holder else excluded.holder end,
      lease_until = case when l.lease_until > clock_timestamp() then l.lease_until else excluded.lease_until end;
  end if;
  loop
    select l.calls into v_calls from lane l where l.lane = p_lane and l.holder = p_holder;
    if not found then
      verdict := 'busy';
      return;
    end if;
    v_paused_until := lane_paused_until(p_lane);

    -- A lease that ran out, instead of being given back: its process may have posted the message before it died.
    update delivery d set
      lease_until = clock_timestamp() + v_lease, claims = d.claims + 1, reconcile = d.reconcile or d.lease_until is not null,
      updated_at = clock_timestamp()
    where d.id = (
      select x.id from delivery x
      where x.lane = p_lane and x.state = 'due'
        and x.not_before <= clock_timestamp() and coalesce(x.lease_until <= clock_timestamp(), true)
        and coalesce(v_paused_until <= clock_timestamp(), true)
      order by x.id limit 1 for update skip locked
    )
    returning to_jsonb(d) || jsonb_build_object('id', d.id::text) into delivery;
    if found then
      update lane l set lease_until = clock_timestamp() + v_lease where l.lane = p_lane and l.holder = p_holder and not p_take;
      verdict := 'claimed';
      return;
    end if;

    -- Nothing is due. Let go, unless somebody came by since we looked: what brought them may have been too late for our look.
    update lane l set holder = null, lease_until = null where l.lane = p_lane and l.holder = p_holder and l.calls = v_calls;
    if found then
      select ceil(greatest(1, extract(epoch from greatest(min(greatest(x.not_before, x.lease_until)), v_paused_until) - clock_timestamp()) * 1000))
        into wait_ms from delivery x where x.lane = p_lane and x.state = 'due' having count(*) > 0;
      verdict := 'idle';
      return;
    end if;
  end loop;
end $$;
