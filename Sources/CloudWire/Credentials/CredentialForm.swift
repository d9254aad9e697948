public import struct Foundation.Data

/// How one vendor's programs keep credentials.
public struct CredentialForm: Sendable {
  /// A file of the vendor's own programs.
  public struct VendorFile: Sendable {
    /// Its path beneath the home directory; `{profile}` in it stands for the profile.
    public var path: String
    /// Reads the key of a profile; nil where the file has none of that name.
    public var read: @Sendable (Data, _ profile: String) throws(CredentialError) -> AccessKey?

    /// Makes a file's description.
    public init(
      path: String, read: @escaping @Sendable (Data, _ profile: String) throws(CredentialError) -> AccessKey?
    ) {
      self.path = path
      self.read = read
    }
  }

  /// The vendor's name, for messages.
  public var vendor: String
  /// Variables of the public half; the first that is set counts.
  public var id: [String]
  /// Variables of the secret half.
  public var secret: [String]
  /// Variables of the token.
  public var token: [String]
  /// Files of the vendor's own programs; the first that has the profile counts.
  public var files: [VendorFile]

  /// Makes a form.
  public init(vendor: String, id: [String], secret: [String], token: [String], files: [VendorFile]) {
    self.vendor = vendor
    self.id = id
    self.secret = secret
    self.token = token
    self.files = files
  }
}
