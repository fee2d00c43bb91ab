# `just` lists these. `.ci/run` is the one check; `just check` calls it.

# Start the suite on this machine and keep it running.
up:
    dotnet run --project deploy/local -- up

# Run every test.
test:
    dotnet test

# Everything a submission must pass: format, build, tests, contracts.
check:
    bash .ci/run

# Lint the contracts and check them against the released ones (needs Node).
proto:
    bash .ci/proto

# Release the contracts as they are: rewrite protos/baseline.binpb.
baseline:
    MEDBILL_WRITE_BASELINE=1 dotnet test --project tests/Contracts.Tests

# Rewrite the committed description of the REST API.
openapi:
    dotnet run --project gateway -- openapi openapi.json

# Add a migration to one service for both databases: `just migrate-add Claims AddAppeals`.
migrate-add service name:
    dotnet tool restore
    dotnet ef migrations add {{name}} --project services/{{service}} --context {{service}}SqliteDb --output-dir Storage/Migrations/Sqlite
    dotnet ef migrations add {{name}} --project services/{{service}} --context {{service}}SqlServerDb --output-dir Storage/Migrations/SqlServer
