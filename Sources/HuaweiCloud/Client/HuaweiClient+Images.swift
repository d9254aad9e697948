extension HuaweiClient {
  private struct Started: Decodable { var jobId: String }

  /// Asks for an image of a whole server; gives the job to follow.
  public func createImage(_ wish: IMSImageWish, _ place: HuaweiPlace) async throws(HuaweiError) -> String {
    var call = regional(
      "Make an image of \(wish.backupId) in \(place.region)", place, "", method: "POST", body: try Self.body(wish),
      service: .ims)
    call.path = "/v1/cloudimages/wholeimages/action"
    return try await read(Started.self, call).jobId
  }

  /// How far a job of the image service is.
  public func imageJob(_ id: String, _ place: HuaweiPlace) async throws(HuaweiError) -> IMSJob {
    try await read(
      IMSJob.self,
      regional("Look up image job \(id) in \(place.region)", place, "/jobs/\(segment(id))", service: .ims))
  }
}
