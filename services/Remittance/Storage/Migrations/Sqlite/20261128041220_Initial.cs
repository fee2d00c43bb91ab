using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MedBill.Remittance.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "file_readers",
                columns: table => new
                {
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    FileId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_file_readers", x => new { x.Practice, x.Sha256 });
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
                name: "known_payers",
                columns: table => new
                {
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ElectronicPayerId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    PayerId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsLearned = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_payers", x => new { x.Practice, x.ElectronicPayerId, x.PayerId, x.IsLearned });
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
                name: "payer_claim_numbers",
                columns: table => new
                {
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ClaimId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payer_claim_numbers", x => new { x.Practice, x.Number, x.ClaimId, x.VersionNumber });
                });

            migrationBuilder.CreateTable(
                name: "practice_npis",
                columns: table => new
                {
                    PracticeId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Npi = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_practice_npis", x => x.PracticeId);
                });

            migrationBuilder.CreateTable(
                name: "remittance_files",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    SizeBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceiveTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_files", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittances",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FileId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SetNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    PayerName = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PayerId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    TraceOriginator = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    PayeeNpi = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TraceNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    MethodCode = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    PaymentAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    PaymentDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    EarlierRemittanceId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsReleased = table.Column<bool>(type: "INTEGER", nullable: false),
                    AcceptedPayment = table.Column<string>(type: "TEXT", maxLength: 142, nullable: true),
                    ClaimPaymentCount = table.Column<int>(type: "INTEGER", nullable: false),
                    ProviderAdjustmentAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    DifferenceCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Differences = table.Column<string>(type: "TEXT", nullable: false),
                    UnmatchedCount = table.Column<int>(type: "INTEGER", nullable: false),
                    UnappliedAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    StoredThrough = table.Column<int>(type: "INTEGER", nullable: false),
                    MatchedThrough = table.Column<int>(type: "INTEGER", nullable: false),
                    PostedThrough = table.Column<int>(type: "INTEGER", nullable: false),
                    ChunkCount = table.Column<int>(type: "INTEGER", nullable: false),
                    PostedAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceiveTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    PostTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "submitted_claims",
                columns: table => new
                {
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PatientControlNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ClaimId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    EncounterId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PatientId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ResponsibleParty = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PayerId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ElectronicPayerId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ServiceDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    TotalCharge = table.Column<long>(type: "INTEGER", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submitted_claims", x => new { x.Practice, x.PatientControlNumber });
                });

            migrationBuilder.CreateTable(
                name: "claim_payments",
                columns: table => new
                {
                    RemittanceId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PatientControlNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    StatusCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Charge = table.Column<long>(type: "INTEGER", nullable: false),
                    Paid = table.Column<long>(type: "INTEGER", nullable: false),
                    PayerClaimControlNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ClaimId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClaimVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    MatchRule = table.Column<int>(type: "INTEGER", nullable: false),
                    UnmatchedReason = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    ClaimLines = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    ChunkNumber = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_payments", x => new { x.RemittanceId, x.Position });
                    table.ForeignKey(
                        name: "FK_claim_payments_remittances_RemittanceId",
                        column: x => x.RemittanceId,
                        principalTable: "remittances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "postings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RemittanceId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ChunkNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstPosition = table.Column<int>(type: "INTEGER", nullable: false),
                    LastPosition = table.Column<int>(type: "INTEGER", nullable: false),
                    ClaimCount = table.Column<int>(type: "INTEGER", nullable: false),
                    ChargeAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    ContractualAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    PatientResponsibilityAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    DeniedAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    PostTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    EventId = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_postings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_postings_remittances_RemittanceId",
                        column: x => x.RemittanceId,
                        principalTable: "remittances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "provider_adjustments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RemittanceId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    ProviderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_adjustments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_provider_adjustments_remittances_RemittanceId",
                        column: x => x.RemittanceId,
                        principalTable: "remittances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_practice_resource",
                table: "audit",
                columns: new[] { "practice", "resource" });

            migrationBuilder.CreateIndex(
                name: "ix_claim_payments_recheck",
                table: "claim_payments",
                column: "State",
                filter: "State = 3");

            migrationBuilder.CreateIndex(
                name: "ix_claim_payments_unmatched",
                table: "claim_payments",
                columns: new[] { "Practice", "PatientControlNumber" },
                filter: "State = 2");

            migrationBuilder.CreateIndex(
                name: "ix_claim_payments_unmatched_payer",
                table: "claim_payments",
                columns: new[] { "Practice", "PayerClaimControlNumber" },
                filter: "State = 2");

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_topic_source_message_id",
                table: "dead_letters",
                columns: new[] { "topic", "source", "message_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_file_readers_FileId_Practice",
                table: "file_readers",
                columns: new[] { "FileId", "Practice" },
                unique: true);

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
                name: "IX_payer_claim_numbers_Practice_ClaimId_VersionNumber",
                table: "payer_claim_numbers",
                columns: new[] { "Practice", "ClaimId", "VersionNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_postings_Practice_Id",
                table: "postings",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_postings_RemittanceId_ChunkNumber",
                table: "postings",
                columns: new[] { "RemittanceId", "ChunkNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_practice_npis_Npi",
                table: "practice_npis",
                column: "Npi");

            migrationBuilder.CreateIndex(
                name: "IX_provider_adjustments_Practice_Id",
                table: "provider_adjustments",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_provider_adjustments_RemittanceId_Position",
                table: "provider_adjustments",
                columns: new[] { "RemittanceId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittance_files_Owner_Sha256",
                table: "remittance_files",
                columns: new[] { "Owner", "Sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittance_files_State_Id",
                table: "remittance_files",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_remittances_FileId_SetNumber",
                table: "remittances",
                columns: new[] { "FileId", "SetNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittances_Practice_AcceptedPayment",
                table: "remittances",
                columns: new[] { "Practice", "AcceptedPayment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittances_Practice_Id",
                table: "remittances",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_remittances_Practice_TraceNumber",
                table: "remittances",
                columns: new[] { "Practice", "TraceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_remittances_ReasonCode_PayeeNpi",
                table: "remittances",
                columns: new[] { "ReasonCode", "PayeeNpi" });

            migrationBuilder.CreateIndex(
                name: "IX_remittances_State_Id",
                table: "remittances",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_remittances_accepted_content",
                table: "remittances",
                columns: new[] { "Practice", "TraceNumber", "ContentHash" },
                unique: true,
                filter: "AcceptedPayment IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_submitted_claims_Practice_ClaimId_VersionNumber",
                table: "submitted_claims",
                columns: new[] { "Practice", "ClaimId", "VersionNumber" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "claim_payments");

            migrationBuilder.DropTable(
                name: "dead_letters");

            migrationBuilder.DropTable(
                name: "file_readers");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "known_payers");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "payer_claim_numbers");

            migrationBuilder.DropTable(
                name: "postings");

            migrationBuilder.DropTable(
                name: "practice_npis");

            migrationBuilder.DropTable(
                name: "provider_adjustments");

            migrationBuilder.DropTable(
                name: "remittance_files");

            migrationBuilder.DropTable(
                name: "submitted_claims");

            migrationBuilder.DropTable(
                name: "remittances");
        }
    }
}
