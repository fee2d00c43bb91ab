using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MedBill.Claims.Storage.Migrations.SqlServer
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
                    Id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TransactionType = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReasonCode = table.Column<string>(type: "nvarchar(63)", maxLength: 63, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileName = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AcceptedCount = table.Column<int>(type: "int", nullable: false),
                    RejectedCount = table.Column<int>(type: "int", nullable: false),
                    UnmatchedCount = table.Column<int>(type: "int", nullable: false),
                    IsQuarantined = table.Column<bool>(type: "bit", nullable: false),
                    ReceiveTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acknowledgments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    client = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    method = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false, collation: "Latin1_General_100_BIN2"),
                    resource = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EncounterId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BilledEncounterId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PatientId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResponsibleParty = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PayerId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CurrentNumber = table.Column<int>(type: "int", nullable: false),
                    IsUnanswered = table.Column<bool>(type: "bit", nullable: false),
                    NextAction = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    OpenDenialCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claims", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "control_numbers",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Last = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_control_numbers", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "dead_letters",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    topic = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    message_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    type = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    envelope = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    received_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    replayed_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dead_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    client = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    method = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false, collation: "Latin1_General_100_BIN2"),
                    request_id = table.Column<string>(type: "varchar(255)", unicode: false, maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    request_hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    answer = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    expire_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => new { x.practice, x.client, x.method, x.request_id });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    consumer = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    received_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.consumer, x.source, x.id });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    id = table.Column<string>(type: "nvarchar(36)", maxLength: 36, nullable: false, collation: "Latin1_General_100_BIN2"),
                    topic = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    type = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    envelope = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    created_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    published_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    lease_end_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    lease_owner = table.Column<string>(type: "nvarchar(36)", maxLength: 36, nullable: true, collation: "Latin1_General_100_BIN2"),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    last_error = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "submission_batches",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PayerId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SenderId = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverId = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ControlNumber = table.Column<int>(type: "int", nullable: false),
                    UsageCode = table.Column<string>(type: "nvarchar(1)", maxLength: 1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClaimCount = table.Column<int>(type: "int", nullable: false),
                    TotalCharge = table.Column<long>(type: "bigint", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SendTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    AcknowledgeTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    InterchangeNoteCode = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LeaseEndTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    WriteCount = table.Column<int>(type: "int", nullable: false),
                    RefusalCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submission_batches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "claim_postings",
                columns: table => new
                {
                    RemittanceId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClaimPaymentNumber = table.Column<int>(type: "int", nullable: false),
                    ChunkNumber = table.Column<int>(type: "int", nullable: false),
                    ClaimId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    VersionNumber = table.Column<int>(type: "int", nullable: false),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StatusCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PayerClaimControlNumber = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaymentDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Charge = table.Column<long>(type: "bigint", nullable: false),
                    Paid = table.Column<long>(type: "bigint", nullable: false),
                    Contractual = table.Column<long>(type: "bigint", nullable: false),
                    PatientResponsibility = table.Column<long>(type: "bigint", nullable: false),
                    Denied = table.Column<long>(type: "bigint", nullable: false),
                    Adjustments = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Lines = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
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
                    ClaimId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PatientControlNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FrequencyCode = table.Column<string>(type: "nvarchar(1)", maxLength: 1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OriginalReferenceNumber = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    TotalCharge = table.Column<long>(type: "bigint", nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Adjudication = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    PayerClaimControlNumber = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CreateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
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
                    Id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClaimId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    VersionNumber = table.Column<int>(type: "int", nullable: false),
                    RemittanceId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClaimPaymentNumber = table.Column<int>(type: "int", nullable: false),
                    AdjustmentNumber = table.Column<int>(type: "int", nullable: false),
                    LineNumber = table.Column<int>(type: "int", nullable: false),
                    GroupCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReasonCode = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RemarkCodes = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    WorkQueue = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OpenTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ResolveTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    CloseReason = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: true, collation: "Latin1_General_100_BIN2")
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
                    BatchId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
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
                    ClaimId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    VersionNumber = table.Column<int>(type: "int", nullable: false),
                    Practice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PayerId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SenderId = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverId = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BatchId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    QueueTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    WindowStartTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    SendTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    AcknowledgeTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    AnswerTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    StatusCodes = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Findings = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
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
