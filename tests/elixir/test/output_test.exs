defmodule OutputTest do
  use ExUnit.Case, async: true
  import ExUnit.CaptureIO
  import ExUnit.CaptureLog
  require Logger

  @moduletag :output

  test "what is printed is captured" do
    assert capture_io(fn -> IO.puts("é and ∀") end) == "é and ∀\n"
  end

  test "what is read is given" do
    assert capture_io("tea\ncake\n", fn -> IO.write(IO.gets("which? ") <> IO.read(:line)) end) == "which? tea\ncake\n"
  end

  test "other devices are captured" do
    assert capture_io(:stderr, fn -> IO.puts(:stderr, "an error") end) =~ "error"
    assert with_io(fn -> IO.inspect(%{a: [1, 2]}, label: "map") end) == {%{a: [1, 2]}, "map: %{a: [1, 2]}\n"}
  end

  test "logs are captured" do
    assert capture_log(fn -> Logger.warning("careful") end) =~ "careful"
    assert capture_log([level: :error], fn -> Logger.info("not this") end) == ""
  end

  @tag :capture_log
  test "logs are shown where a test fails" do
    Logger.error("before it failed")
    assert Logger.level() == :none
  end

  test "is inspected in full" do
    value = %{list: Enum.to_list(1..30), text: String.duplicate("long ", 30), nested: %{a: {1, [b: ~D[2024-02-29]]}}}
    assert inspect(value, width: 60, pretty: true) == ""
  end

  test "what is captured is compared" do
    assert capture_io(fn -> IO.puts("one\ntwo\nthree") end) == "one\n2\nthree\n"
  end
end

defmodule SetupTest do
  use ExUnit.Case

  setup :fails_for_some

  defp fails_for_some(%{broken: true}), do: raise("the setup is broken")
  defp fails_for_some(_), do: :ok

  test "a setup that works", context do
    assert context.case == __MODULE__ or context.module == __MODULE__
  end

  @tag broken: true
  test "a setup that does not" do
    flunk("never")
  end

  test "what comes at the end fails" do
    on_exit(fn -> raise "at the end" end)
  end

  @tag :tmp_dir
  test "a folder of its own", %{tmp_dir: folder} do
    File.write!(Path.join(folder, "file"), "there")
    assert File.read!(Path.join(folder, "file")) == "there"
    assert File.ls!(folder) == ["fil"]
  end
end

defmodule BrokenTest do
  use ExUnit.Case

  setup_all do
    {:ok, _} = {:error, :nothing}
    :ok
  end

  test "never runs" do
    flunk("never")
  end

  test "never runs either" do
    flunk("never")
  end
end
