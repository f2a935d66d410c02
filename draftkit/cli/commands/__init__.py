"""One module a command, each with `run(common, …)`: options, one call, a print."""
