defmodule ProcessesTest do
  use ExUnit.Case

  setup context do
    from = Map.get(context, :from, 0)
    counter = start_supervised!({Till.Counter, from: from})
    on_exit(fn -> refute Process.alive?(counter) end)
    %{counter: counter}
  end

  test "a server counts", %{counter: counter} do
    assert Enum.map(1..3, fn _ -> Till.Counter.next(counter) end) == [0, 1, 2]
  end

  @tag from: 40
  test "a tag says where it begins", %{counter: counter} do
    assert Till.Counter.next(counter) == 40
  end

  test "a server answers a message", %{counter: counter} do
    send(counter, {:ping, self()})
    assert_receive {:pong, 0}
    refute_receive {:pong, _}, 20
  end

  test "nothing that matches comes", %{counter: counter} do
    send(self(), {:other, 1})
    send(self(), :thing)
    send(counter, {:ping, self()})
    assert_receive {:pong, 7}, 30
  end

  test "something comes that should not" do
    send(self(), {:pong, 3})
    refute_received {:pong, _}
  end

  test "a server that crashes takes the caller's call with it", %{counter: counter} do
    Process.flag(:trap_exit, true)

    log =
      ExUnit.CaptureLog.capture_log(fn ->
        assert {{%ArgumentError{message: "asked to crash"}, _}, {GenServer, :call, _}} =
                 catch_exit(GenServer.call(counter, :crash))
      end)

    assert log =~ "asked to crash"
    assert log =~ "GenServer"
  end

  test "a call that takes too long", %{counter: counter} do
    GenServer.call(counter, :slow, 20)
  end

  @tag timeout: 40
  test "a test that takes too long" do
    Process.sleep(:infinity)
  end

  test "an agent keeps what it is given" do
    {:ok, agent} = Agent.start_link(fn -> %{} end)
    Agent.update(agent, &Map.put(&1, :a, 1))
    assert Agent.get_and_update(agent, &Map.pop(&1, :a)) == 1
    assert Agent.get(agent, & &1) == %{}
  end

  test "tasks come back in order" do
    assert 1..5 |> Task.async_stream(&(&1 * &1), max_concurrency: 2) |> Enum.map(&elem(&1, 1)) == [1, 4, 9, 16, 25]
    assert Task.await_many(for(n <- 1..3, do: Task.async(fn -> n end))) == [1, 2, 3]
  end

  @tag :capture_log
  test "a task that fails takes the test with it" do
    Task.await(Task.async(fn -> raise "from a task" end))
  end

  test "a supervisor starts again what ends" do
    children = [%{id: :a, start: {Agent, :start_link, [fn -> 0 end, [name: :again]]}}]
    {:ok, supervisor} = Supervisor.start_link(children, strategy: :one_for_one)
    first = Process.whereis(:again)
    reference = Process.monitor(first)
    Process.exit(first, :kill)
    assert_receive {:DOWN, ^reference, :process, ^first, :killed}
    assert %{active: 1, specs: 1, supervisors: 0, workers: 1} = Supervisor.count_children(supervisor)
    refute Process.whereis(:again) == first
  end

  test "a registry and a dynamic supervisor" do
    start_supervised!({Registry, keys: :unique, name: Names})
    supervisor = start_supervised!({DynamicSupervisor, strategy: :one_for_one})
    via = {:via, Registry, {Names, "till"}}
    {:ok, pid} = DynamicSupervisor.start_child(supervisor, {Till.Counter, from: 5, name: via})
    assert Till.Counter.next(via) == 5
    assert [{^pid, nil}] = Registry.lookup(Names, "till")
  end

  test "an exit of a linked process" do
    spawn_link(fn -> exit({:shutdown, :because}) end)
    Process.sleep(:infinity)
  end

  test "a throw that nobody catches" do
    throw({:nobody, "catches"})
  end

  test "a function that is not there" do
    apply(Till, :totl, [[1]])
  end

  test "a clause that is not there" do
    Till.cheapest!(:none)
  end

  test "several things are wrong" do
    raise ExUnit.MultiError,
      errors: [
        {:error, %RuntimeError{message: "the first"}, []},
        {:error, %ArgumentError{message: "the second"}, []}
      ]
  end
end
