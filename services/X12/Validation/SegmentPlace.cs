namespace MedBill.X12.Validation;

/// <summary>Where a segment stands.</summary>
/// <param name="Position">In its set, ST being 1.</param>
/// <param name="Offset">In the file, in bytes.</param>
internal readonly record struct SegmentPlace(int Position, long Offset);
