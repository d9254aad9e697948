/// A job of the image service.
public struct IMSJob: Decodable, Hashable, Sendable {
  /// What it makes.
  public struct Entities: Decodable, Hashable, Sendable {
    /// The image, once it has an id.
    public var imageId: String?
    /// Its name.
    public var imageName: String?
    /// 0 to 1 in the vendor's samples; the scale is not stated.
    public var processPercent: Double?
  }

  /// The id.
  public var jobId: String?
  /// `INIT`, `RUNNING`, `SUCCESS`, `FAIL`, or a word of the future.
  public var status: String
  /// What it makes.
  public var entities: Entities?
  /// The vendor's code of a failure.
  public var errorCode: String?
  /// The vendor's words of a failure.
  public var failReason: String?

  /// 0 to 100; nil where the job does not say.
  public var percent: Int? {
    guard let raw = entities?.processPercent, raw.isFinite, raw >= 0 else { return nil }
    return Int(min(100, raw <= 1 ? raw * 100 : raw))
  }
}
