defmodule ValuesTest do
  use ExUnit.Case, async: true
  doctest String, only: [{:upcase, 2}]

  alias Till.Item

  setup_all do
    {:ok, items: [%Item{name: "tea", price: 3}, %Item{name: "cake", price: 5, tags: [:sweet]}]}
  end

  describe "total" do
    test "of items", %{items: items} do
      assert Till.total(items) == 8
    end

    test "of nothing" do
      assert Till.total([]) === 0
    end

    test "that is wrong", %{items: items} do
      assert Till.total(items) == 9
    end
  end

  describe "cheapest" do
    test "of items", %{items: items} do
      assert %Item{name: "tea"} = Till.cheapest!(items)
    end

    test "of nothing raises" do
      assert_raise Till.Empty, "nothing in the till", fn -> Till.cheapest!([]) end
    end

    test "raises with another message" do
      assert_raise Till.Empty, ~r/a drawer/, fn -> Till.cheapest!([]) end
    end

    test "raises another exception" do
      assert_raise KeyError, fn -> Till.cheapest!([]) end
    end

    test "does not raise at all", %{items: items} do
      assert_raise Till.Empty, fn -> Till.cheapest!(items) end
    end
  end

  describe "differences" do
    test "of lists" do
      assert [1, 2, 3, {:a, "b"}, 5] == [1, 3, {:a, "c"}, 4, 5]
    end

    test "of maps" do
      # Keys that are atoms would be in the order of their numbers.
      assert %{"a" => 1, "b" => %{c: [1, 2]}, "d" => "same"} == %{"a" => 1, "b" => %{c: [1, 3]}, "e" => "more"}
    end

    test "of structs", %{items: [tea, cake]} do
      assert tea == %{cake | tags: [:sour]}
    end

    test "of strings" do
      assert "the quick brown fox" == "the quiet brown dog\n"
    end

    test "of binaries and charlists" do
      assert {<<1, 2, 255>>, ~c"abc", 1.0} == {<<1, 2, 254>>, ~c"abd", 1}
    end

    test "of a pattern", %{items: items} do
      expected = "cake"
      assert [%Item{name: ^expected, price: price} | _] = items
      assert price > 0
    end

    test "of keyword lists and functions" do
      assert [a: 1, b: &String.length/1] == [a: 1, c: &String.length/1]
    end

    test "of what is matched against" do
      assert Till.receipt([%Item{name: "tea", price: 3}]) =~ "cake"
    end

    test "of an order" do
      assert Enum.count([1, 2]) > 2
    end

    test "of nothing" do
      refute Till.Priced.price(%Item{price: 1}) == Till.Priced.price(:any) + 1
    end
  end

  test "a protocol falls back" do
    assert Enum.map([%Item{price: 4}, :other, "third"], &Till.Priced.price/1) == [4, 0, 0]
  end

  test "a receipt has columns", %{items: items} do
    assert Till.receipt(items) == """
           tea           3
           cake          5
           """
  end

  test "numbers are near" do
    assert_in_delta 0.1 + 0.2, 0.3, 1.0e-9
    assert_in_delta 1.0, 1.2, 0.1
  end

  test "is to be written"

  @tag :skip
  test "is skipped" do
    flunk("never")
  end

  @tag skip: "until there is a drawer"
  test "is skipped for a reason" do
    flunk("never")
  end

  @tag :slow
  test "is excluded" do
    flunk("never")
  end

  for number <- [1, 10, 100] do
    @tag number: number
    test "is made for #{number}", %{number: number} do
      assert Integer.digits(number) |> hd() == 1
    end
  end
end
