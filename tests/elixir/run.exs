# The tests of this project in a fixed order of files: what `mix test` does without writing anything.
Code.require_file("lib/till.ex", __DIR__)
Code.require_file("test/test_helper.exs", __DIR__)
for file <- ~w(values processes output), do: Code.require_file("test/#{file}_test.exs", __DIR__)
%{failures: failures} = ExUnit.run()
System.halt(if failures > 0, do: 2, else: 0)
