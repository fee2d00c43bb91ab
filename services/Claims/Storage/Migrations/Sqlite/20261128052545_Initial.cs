using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MedBill.Claims.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "acknowledgments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TransactionType = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 63, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AcceptedCount = table.Column<int>(type: "INTEGER", nullable: false),
                    RejectedCount = table.Column<int>(type: "INTEGER", nullable: false),
                    UnmatchedCount = table.Column<int>(type: "INTEGER", nullable: false),
                    IsQuarantined = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReceiveTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acknowledgments", x => x.Id);
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
                name: "claims",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EncounterId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BilledEncounterId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PatientId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ResponsibleParty = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PayerId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CurrentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    IsUnanswered = table.Column<bool>(type: "INTEGER", nullable: false),
                    NextAction = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    OpenDenialCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claims", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "control_numbers",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_control_numbers", x => x.Name);
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
                name: "submission_batches",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    PayerId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SenderId = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    ReceiverId = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    ControlNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    UsageCode = table.Column<string>(type: "TEXT", maxLength: 1, nullable: false),
                    ClaimCount = table.Column<int>(type: "INTEGER", nullable: false),
                    TotalCharge = table.Column<long>(type: "INTEGER", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    SendTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    AcknowledgeTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    InterchangeNoteCode = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    LeaseEndTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    WriteCount = table.Column<int>(type: "INTEGER", nullable: false),
                    RefusalCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submission_batches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "claim_postings",
                columns: table => new
                {
                    RemittanceId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClaimPaymentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ChunkNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ClaimId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StatusCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    PayerClaimControlNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    PaymentDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Charge = table.Column<long>(type: "INTEGER", nullable: false),
                    Paid = table.Column<long>(type: "INTEGER", nullable: false),
                    Contractual = table.Column<long>(type: "INTEGER", nullable: false),
                    PatientResponsibility = table.Column<long>(type: "INTEGER", nullable: false),
                    Denied = table.Column<long>(type: "INTEGER", nullable: false),
                    Adjustments = table.Column<string>(type: "TEXT", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_postings", x => new { x.RemittanceId, x.ClaimPaymentNumber });
                    table.ForeignKey(
                        name: "FK_claim_postings_claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claim_versions",
                columns: table => new
                {
                    ClaimId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PatientControlNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FrequencyCode = table.Column<string>(type: "TEXT", maxLength: 1, nullable: false),
                    OriginalReferenceNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    TotalCharge = table.Column<long>(type: "INTEGER", nullable: false),
                    Findings = table.Column<string>(type: "TEXT", nullable: false),
                    Adjudication = table.Column<string>(type: "TEXT", nullable: true),
                    PayerClaimControlNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_versions", x => new { x.ClaimId, x.Number });
                    table.ForeignKey(
                        name: "FK_claim_versions_claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "denials",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClaimId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    RemittanceId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClaimPaymentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    AdjustmentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    LineNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    GroupCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    RemarkCodes = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    WorkQueue = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    OpenTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ResolveTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    CloseReason = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_denials", x => x.Id);
                    table.ForeignKey(
                        name: "FK_denials_claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "begun_files",
                columns: table => new
                {
                    BatchId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_begun_files", x => x.BatchId);
                    table.ForeignKey(
                        name: "FK_begun_files_submission_batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "submission_batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    ClaimId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PayerId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SenderId = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    ReceiverId = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    BatchId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    QueueTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    WindowStartTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    SendTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    AcknowledgeTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    AnswerTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    StatusCodes = table.Column<string>(type: "TEXT", nullable: false),
                    Findings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submissions", x => new { x.ClaimId, x.VersionNumber });
                    table.ForeignKey(
                        name: "FK_submissions_claim_versions_ClaimId_VersionNumber",
                        columns: x => new { x.ClaimId, x.VersionNumber },
                        principalTable: "claim_versions",
                        principalColumns: new[] { "ClaimId", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "control_numbers",
                columns: new[] { "Name", "Last" },
                values: new object[] { "interchange", 0 });

            migrationBuilder.CreateIndex(
                name: "IX_acknowledgments_Practice_Id",
                table: "acknowledgments",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_acknowledgments_Sha256_Practice",
                table: "acknowledgments",
                columns: new[] { "Sha256", "Practice" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_practice_resource",
                table: "audit",
                columns: new[] { "practice", "resource" });

            migrationBuilder.CreateIndex(
                name: "IX_claim_postings_ClaimId",
                table: "claim_postings",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_claim_versions_PatientControlNumber",
                table: "claim_versions",
                column: "PatientControlNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_claims_Practice_BilledEncounterId",
                table: "claims",
                columns: new[] { "Practice", "BilledEncounterId" },
                unique: true,
                filter: "BilledEncounterId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_claims_Practice_EncounterId",
                table: "claims",
                columns: new[] { "Practice", "EncounterId" });

            migrationBuilder.CreateIndex(
                name: "IX_claims_Practice_Id",
                table: "claims",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_claims_Practice_NextAction_Id",
                table: "claims",
                columns: new[] { "Practice", "NextAction", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_claims_Practice_PatientId_Id",
                table: "claims",
                columns: new[] { "Practice", "PatientId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_claims_Practice_PayerId_Id",
                table: "claims",
                columns: new[] { "Practice", "PayerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_claims_Practice_State_Id",
                table: "claims",
                columns: new[] { "Practice", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_claims_waiting",
                table: "claims",
                columns: new[] { "NextAction", "State", "Id" },
                filter: "NextAction = 'AwaitPayer'");

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_topic_source_message_id",
                table: "dead_letters",
                columns: new[] { "topic", "source", "message_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_denials_ClaimId",
                table: "denials",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_denials_Practice_Id",
                table: "denials",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_denials_Practice_WorkQueue_Id",
                table: "denials",
                columns: new[] { "Practice", "WorkQueue", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_denials_RemittanceId_ClaimPaymentNumber_AdjustmentNumber",
                table: "denials",
                columns: new[] { "RemittanceId", "ClaimPaymentNumber", "AdjustmentNumber" },
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
                name: "IX_submission_batches_ControlNumber",
                table: "submission_batches",
                column: "ControlNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_submission_batches_Practice_Id",
                table: "submission_batches",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_submission_batches_Practice_PayerId_Id",
                table: "submission_batches",
                columns: new[] { "Practice", "PayerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_submission_batches_SenderId",
                table: "submission_batches",
                column: "SenderId");

            migrationBuilder.CreateIndex(
                name: "IX_submission_batches_State_Id",
                table: "submission_batches",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_submissions_BatchId",
                table: "submissions",
                column: "BatchId",
                filter: "BatchId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_submissions_waiting",
                table: "submissions",
                columns: new[] { "Practice", "PayerId", "SenderId", "ReceiverId", "WindowStartTime" },
                filter: "BatchId IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "acknowledgments");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "begun_files");

            migrationBuilder.DropTable(
                name: "claim_postings");

            migrationBuilder.DropTable(
                name: "control_numbers");

            migrationBuilder.DropTable(
                name: "dead_letters");

            migrationBuilder.DropTable(
                name: "denials");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "submissions");

            migrationBuilder.DropTable(
                name: "submission_batches");

            migrationBuilder.DropTable(
                name: "claim_versions");

            migrationBuilder.DropTable(
                name: "claims");
        }
    }
}
