using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MedBill.Collections.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ResponsibleParty = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    UnbilledCents = table.Column<long>(type: "INTEGER", nullable: false),
                    PayerCents = table.Column<long>(type: "INTEGER", nullable: false),
                    PatientCents = table.Column<long>(type: "INTEGER", nullable: false),
                    CreditCents = table.Column<long>(type: "INTEGER", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    client = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    method = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    resource = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "claim_versions",
                columns: table => new
                {
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Claim = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Payer = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Discarded = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_versions", x => new { x.Practice, x.Claim, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "dead_letters",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    message_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    envelope = table.Column<string>(type: "TEXT", nullable: false),
                    received_time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    replayed_time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dead_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "denied_amounts",
                columns: table => new
                {
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClaimPayment = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Claim = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    ClaimVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Payer = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_denied_amounts", x => new { x.Practice, x.ClaimPayment });
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    client = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    method = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    request_id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: false),
                    request_hash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    answer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    expire_time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => new { x.practice, x.client, x.method, x.request_id });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    consumer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    received_time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.consumer, x.source, x.id });
                });

            migrationBuilder.CreateTable(
                name: "journaled_postings",
                columns: table => new
                {
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Remittance = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    ChunkNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Posting = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    BookTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journaled_postings", x => new { x.Practice, x.Remittance, x.ChunkNumber });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    envelope = table.Column<string>(type: "TEXT", nullable: false),
                    created_time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    published_time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    lease_end_time = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    lease_owner = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "patient_transfers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Claim = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Encounter = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    JournalEntryId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_patient_transfers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Patient = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Method = table.Column<int>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PaymentDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AppliedAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    JournalEntryId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Method = table.Column<int>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RefundDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    JournalEntryId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refunds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "statements",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    StatementDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Letter = table.Column<string>(type: "TEXT", nullable: false),
                    PatientPaidAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountDue = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_statements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "write_offs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Claim = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    Encounter = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    JournalEntryId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_write_offs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "journal_entries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CauseType = table.Column<int>(type: "INTEGER", nullable: false),
                    CauseKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    AccountVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Patient = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    Encounter = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    Claim = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    Payer = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    ServiceDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EffectiveDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    BookTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    BookDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reverses = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_entries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_journal_entries_accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "statement_items",
                columns: table => new
                {
                    StatementId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StatementDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Encounter = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Patient = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    ServiceDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Charge = table.Column<long>(type: "INTEGER", nullable: false),
                    PayerPaidAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    AdjustmentAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    PayerPendingAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    PatientResponsibilityAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    PatientPaidAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountDue = table.Column<long>(type: "INTEGER", nullable: false),
                    DueSince = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_statement_items", x => new { x.StatementId, x.Number });
                    table.ForeignKey(
                        name: "FK_statement_items_statements_StatementId",
                        column: x => x.StatementId,
                        principalTable: "statements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "journal_lines",
                columns: table => new
                {
                    EntryId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    LedgerAccount = table.Column<int>(type: "INTEGER", nullable: false),
                    Side = table.Column<int>(type: "INTEGER", nullable: false),
                    AmountCents = table.Column<long>(type: "INTEGER", nullable: false),
                    Cause = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_lines", x => new { x.EntryId, x.Number });
                    table.ForeignKey(
                        name: "FK_journal_lines_journal_entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "journal_entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Practice_Id",
                table: "accounts",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Practice_ResponsibleParty",
                table: "accounts",
                columns: new[] { "Practice", "ResponsibleParty" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_due",
                table: "accounts",
                columns: new[] { "Practice", "Id" },
                filter: "PatientCents > 0");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_practice",
                table: "accounts",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_practice_resource",
                table: "audit",
                columns: new[] { "practice", "resource" });

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_topic_source_message_id",
                table: "dead_letters",
                columns: new[] { "topic", "source", "message_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_denied_amounts_Claim",
                table: "denied_amounts",
                column: "Claim");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_expire_time",
                table: "idempotency",
                column: "expire_time",
                filter: "expire_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_received_time",
                table: "inbox",
                column: "received_time");

            migrationBuilder.CreateIndex(
                name: "IX_journal_entries_AccountId_Id",
                table: "journal_entries",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_entries_Claim_Id",
                table: "journal_entries",
                columns: new[] { "Claim", "Id" },
                filter: "Claim IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_journal_entries_Encounter_Id",
                table: "journal_entries",
                columns: new[] { "Encounter", "Id" },
                filter: "Encounter IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_journal_entries_Patient_AccountId",
                table: "journal_entries",
                columns: new[] { "Patient", "AccountId" },
                filter: "Patient IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_journal_entries_Practice_CauseType_CauseKey",
                table: "journal_entries",
                columns: new[] { "Practice", "CauseType", "CauseKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journal_entries_Practice_Id",
                table: "journal_entries",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_lines_Practice_LedgerAccount_Cause_Side_AmountCents",
                table: "journal_lines",
                columns: new[] { "Practice", "LedgerAccount", "Cause", "Side", "AmountCents" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_id",
                table: "outbox",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_published",
                table: "outbox",
                column: "published_time",
                filter: "published_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                table: "outbox",
                column: "sequence",
                filter: "published_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting_subject",
                table: "outbox",
                columns: new[] { "subject", "sequence" },
                filter: "published_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_patient_transfers_AccountId_Id",
                table: "patient_transfers",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_patient_transfers_Claim",
                table: "patient_transfers",
                column: "Claim");

            migrationBuilder.CreateIndex(
                name: "IX_patient_transfers_Practice_Id",
                table: "patient_transfers",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_AccountId_Id",
                table: "payments",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_Practice_Id",
                table: "payments",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_refunds_AccountId_Id",
                table: "refunds",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_refunds_Practice_Id",
                table: "refunds",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_statement_items_Encounter_StatementDate",
                table: "statement_items",
                columns: new[] { "Encounter", "StatementDate" });

            migrationBuilder.CreateIndex(
                name: "IX_statements_AccountId_Id",
                table: "statements",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_statements_Practice_Id",
                table: "statements",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_write_offs_AccountId_Id",
                table: "write_offs",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_write_offs_Claim",
                table: "write_offs",
                column: "Claim",
                filter: "Claim IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_write_offs_Encounter",
                table: "write_offs",
                column: "Encounter");

            migrationBuilder.CreateIndex(
                name: "IX_write_offs_Practice_Id",
                table: "write_offs",
                columns: new[] { "Practice", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "claim_versions");

            migrationBuilder.DropTable(
                name: "dead_letters");

            migrationBuilder.DropTable(
                name: "denied_amounts");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "journal_lines");

            migrationBuilder.DropTable(
                name: "journaled_postings");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "patient_transfers");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropTable(
                name: "statement_items");

            migrationBuilder.DropTable(
                name: "write_offs");

            migrationBuilder.DropTable(
                name: "journal_entries");

            migrationBuilder.DropTable(
                name: "statements");

            migrationBuilder.DropTable(
                name: "accounts");
        }
    }
}
