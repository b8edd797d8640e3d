ExUnit.start(
  autorun: false,
  colors: [enabled: false],
  seed: 7,
  max_cases: 1,
  exclude: [:slow],
  formatters: [ExUnit.CLIFormatter]
)

Logger.configure(level: :info)

# What is logged and not captured comes whenever the logger has time.
if Version.match?(System.version(), "< 1.15.0") do
  Logger.remove_backend(:console)
else
  :logger.remove_handler(:default)
end
