defmodule Till do
  @moduledoc "A till: what the tests of this project are about."

  defmodule Item do
    defstruct [:name, price: 0, tags: []]
  end

  defmodule Empty do
    defexception [:till]

    @impl true
    def message(%{till: till}), do: "nothing in #{till}"
  end

  def total(items), do: items |> Enum.map(& &1.price) |> Enum.sum()

  def cheapest!([]), do: raise(Empty, till: "the till")
  def cheapest!(items), do: Enum.min_by(items, & &1.price)

  def receipt(items) do
    for %Item{name: name, price: price} <- items, into: "" do
      String.pad_trailing(name, 10) <> String.pad_leading(Integer.to_string(price), 5) <> "\n"
    end
  end
end

defprotocol Till.Priced do
  @fallback_to_any true
  def price(thing)
end

defimpl Till.Priced, for: Till.Item do
  def price(item), do: item.price
end

defimpl Till.Priced, for: Any do
  def price(_), do: 0
end

defmodule Till.Counter do
  use GenServer
  require Logger

  def start_link(options), do: GenServer.start_link(__MODULE__, options[:from] || 0, Keyword.take(options, [:name]))
  def next(counter), do: GenServer.call(counter, :next)
  def reset(counter, to), do: GenServer.cast(counter, {:reset, to})

  @impl true
  def init(from), do: {:ok, from}

  @impl true
  def handle_call(:next, _from, count), do: {:reply, count, count + 1}
  def handle_call(:slow, _from, count), do: {:reply, Process.sleep(5_000), count}
  def handle_call(:crash, _from, _count), do: raise(ArgumentError, "asked to crash")

  @impl true
  def handle_cast({:reset, to}, _count) do
    Logger.info("reset to #{to}")
    {:noreply, to}
  end

  @impl true
  def handle_info({:ping, from}, count) do
    send(from, {:pong, count})
    {:noreply, count}
  end
end
