using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.Gateway.Identity;

/// <summary>The development issuer's key, kept in a file so that tokens outlive a restart. Only its owner may read it.</summary>
internal static class SigningKey
{
    private const string FileName = "development-signing-key.pem";

    public static ECDsaSecurityKey LoadOrMake(string folder, ILogger logger)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var isNew = !File.Exists(path);
        if (isNew)
        {
            Make(path);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        var id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        if (isNew)
        {
            Log.KeyMade(logger, id);
        }

        return new(key) { KeyId = id };
    }

    /// <summary>The public half (RFC 7517).</summary>
    public static JsonWebKeyModel ToPublic(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new("EC", "P-256", "sig", SecurityAlgorithms.EcdsaSha256, key.KeyId, Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
    }

    private static void Make(string path)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var part = $"{path}.{Environment.ProcessId}.part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(path: part, options: options))
        {
            writer.Write(made.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(part, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its key is the one.
            File.Delete(part);
        }
    }
}
