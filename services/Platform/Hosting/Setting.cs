using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Hosting;

/// <summary>What a setting's text must be.</summary>
public enum SettingKind
{
    /// <summary>Anything.</summary>
    Text,

    /// <summary>A whole number from <see cref="Setting.Least"/> to <see cref="Setting.Most"/>.</summary>
    Count,

    /// <summary>A time span in .NET's form, [d.]hh:mm:ss, from <see cref="Setting.Least"/> to <see cref="Setting.Most"/> seconds.</summary>
    Duration,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>An absolute http or https address.</summary>
    Address,

    /// <summary>One of <see cref="Setting.Choices"/>.</summary>
    Choice,

    /// <summary>A folder, made when it is not there, that files can be written into.</summary>
    Folder,

    /// <summary>A file that can be read.</summary>
    File,
}

/// <summary>One thing that configuration may say: an environment variable, or an argument, with <c>__</c> or <c>:</c> between its parts.</summary>
/// <param name="Name">As the code reads it, e.g. <c>Storage:Provider</c>.</param>
/// <param name="Meaning">For the operator, with the unit.</param>
/// <param name="Default">What holds without it; <c>required</c>, with the condition, where nothing does.</param>
/// <param name="Kind">What the text must be.</param>
public sealed record Setting(string Name, string Meaning, string Default, SettingKind Kind = SettingKind.Text)
{
    /// <summary>It belongs in a secret store, and its value is never written anywhere.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The smallest number of a <see cref="SettingKind.Count"/>, or of a <see cref="SettingKind.Duration"/>'s seconds.</summary>
    public double Least { get; init; }

    /// <summary>The largest one; null for no limit.</summary>
    public double? Most { get; init; }

    /// <summary>The values of a <see cref="SettingKind.Choice"/>, told apart by case.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Why this value cannot be meant, in one line; null when it can.</summary>
    internal string? Fault(string value) => Wanted(value) is not { } wanted ? null
        : IsSecret ? $"{Name} is {wanted}."
        : $"{Name} is {wanted}, not '{value}'.";

    // What is wanted instead; null for what may stay.
    private string? Wanted(string value) => Kind switch
    {
        SettingKind.Count when !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || !IsWithin(number) =>
            "a whole number" + Range(Text),

        // Without a colon .NET reads days: a window of "2" would be two days.
        SettingKind.Duration when !value.Contains(':', StringComparison.Ordinal) || !TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time)
            || !IsWithin(time.TotalSeconds) =>
            "a time span like 00:00:30" + (Least > 0 || Most is not null ? Range(seconds => TimeSpan.FromSeconds(seconds).ToString("c")) : ""),
        SettingKind.Flag when !bool.TryParse(value, out _) => "true or false",
        SettingKind.Address when !Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") =>
            "an http or https address",
        SettingKind.Choice when !Choices.Contains(value) => string.Join(" or ", Choices),
        SettingKind.Folder when !CanWrite(value) => "a folder that can be written to",
        SettingKind.File when !CanRead(value) => "a file that can be read",
        _ => null,
    };

    private bool IsWithin(double number) => number >= Least && (Most is not { } most || number <= most);

    private string Range(Func<double, string> text) => Most is { } most ? $" from {text(Least)} to {text(most)}" : $" of at least {text(Least)}";

    private static bool CanWrite(string folder) => Succeeds(() =>
    {
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, "." + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    });

    private static bool CanRead(string file) => Succeeds(() => File.OpenRead(file));

    private static bool Succeeds(Func<IDisposable> open)
    {
        try
        {
            open().Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Registers settings, and holds the configuration against them before the host starts.</summary>
public static class SettingSetup
{
    /// <summary>What this host reads. A value that cannot be meant, or a name beside these that nobody reads, stops the start.</summary>
    public static void AddSettings(this WebApplicationBuilder builder, params IEnumerable<Setting> settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var setting in settings)
        {
            if (!builder.Services.Any(service => setting.Equals(service.ImplementationInstance)))
            {
                builder.Services.AddSingleton(setting);
            }
        }

        if (!builder.Services.Any(service => ReferenceEquals(service.ImplementationInstance, SettingChecks)))
        {
            builder.Services.AddSingleton(SettingChecks);
        }
    }

    private static readonly StartCheck SettingChecks = new(FindFault);

    /// <summary>The first setting that is wrong or unknown; null when there is none. One that is missing is told by who cannot do without it.</summary>
    internal static string? FindFault(IServiceProvider provider)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var settings = provider.GetServices<Setting>().ToList();
        return settings.Select(setting => configuration[setting.Name] is { Length: > 0 } value ? setting.Fault(value) : null).FirstOrDefault(fault => fault is not null)
            ?? Unknown(configuration, settings);
    }

    // A misspelt name would be passed over in silence. Hosts that share an environment may see what only others of the suite read.
    private static string? Unknown(IConfiguration configuration, List<Setting> settings)
    {
        var names = settings.Concat(PlatformSettings.All).Select(setting => setting.Name).ToList();
        return settings.Select(setting => setting.Name).Where(name => name.Contains(':')).Select(name => name[..name.IndexOf(':')])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(pair => pair.Value is not null && !names.Exists(name => Covers(name, pair.Key)))
            .Select(pair => $"{pair.Key} is no setting of this service.")
            .FirstOrDefault();
    }

    // A list may be given item by item: Name:0, Name:1.
    private static bool Covers(string name, string key) =>
        key.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (key.Length == name.Length || (key[name.Length] == ':' && char.IsAsciiDigit(key[^1])));
}
