ExUnit.start(
  autorun: false,
  colors: [enabled: false],
  seed: 7,
  max_cases: 1,
  exclude: [:slow],
  formatters: [ExUnit.CLIFormatter]
)

Logger.configure(level: :info)
