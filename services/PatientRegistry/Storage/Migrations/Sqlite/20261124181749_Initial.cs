using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MedBill.PatientRegistry.Storage.Migrations.Sqlite
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
                name: "encounters",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    PatientId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ResponsibleParty = table.Column<string>(type: "TEXT", nullable: false),
                    SelfPay = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Charges = table.Column<string>(type: "TEXT", nullable: false),
                    Captures = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_encounters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "facilities",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facilities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "guarantors",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_guarantors", x => x.Id);
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
                name: "medical_history_entries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    PatientId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_medical_history_entries", x => x.Id);
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
                name: "patients",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    MedicalRecordNumber = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    GuarantorId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    FamilyNameKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    GivenNameKey = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    BirthDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_patients", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "practices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Npi = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_practices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "providers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Practice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    CreateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_providers", x => x.Id);
                });

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
                name: "IX_encounters_Practice_ExternalId",
                table: "encounters",
                columns: new[] { "Practice", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_encounters_Practice_Id",
                table: "encounters",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_encounters_Practice_PatientId_Id",
                table: "encounters",
                columns: new[] { "Practice", "PatientId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_facilities_Practice_Id",
                table: "facilities",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_guarantors_Practice_ExternalId",
                table: "guarantors",
                columns: new[] { "Practice", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_guarantors_Practice_Id",
                table: "guarantors",
                columns: new[] { "Practice", "Id" });

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
                name: "IX_medical_history_entries_Practice_Id",
                table: "medical_history_entries",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_medical_history_entries_Practice_PatientId_Id",
                table: "medical_history_entries",
                columns: new[] { "Practice", "PatientId", "Id" });

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
                name: "IX_patients_Practice_BirthDate",
                table: "patients",
                columns: new[] { "Practice", "BirthDate" });

            migrationBuilder.CreateIndex(
                name: "IX_patients_Practice_ExternalId",
                table: "patients",
                columns: new[] { "Practice", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_patients_Practice_FamilyNameKey",
                table: "patients",
                columns: new[] { "Practice", "FamilyNameKey" });

            migrationBuilder.CreateIndex(
                name: "IX_patients_Practice_GuarantorId_Id",
                table: "patients",
                columns: new[] { "Practice", "GuarantorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_patients_Practice_Id",
                table: "patients",
                columns: new[] { "Practice", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_patients_Practice_MedicalRecordNumber",
                table: "patients",
                columns: new[] { "Practice", "MedicalRecordNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_practices_Npi",
                table: "practices",
                column: "Npi",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_providers_Practice_Id",
                table: "providers",
                columns: new[] { "Practice", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "dead_letters");

            migrationBuilder.DropTable(
                name: "encounters");

            migrationBuilder.DropTable(
                name: "facilities");

            migrationBuilder.DropTable(
                name: "guarantors");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "medical_history_entries");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "patients");

            migrationBuilder.DropTable(
                name: "practices");

            migrationBuilder.DropTable(
                name: "providers");
        }
    }
}
