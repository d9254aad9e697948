import Replication

/// What a context's provider does not have.
enum ProviderError: Error, Hashable, Sendable {
  /// Something of the embedded engine's: registered disks, stores.
  case embeddedOnly(context: String, provider: ProviderProfile.Provider)
  /// A disk is to be made of a snapshot, and no file for it was named.
  case fileMissing
  /// An image is to be written as files, and no folder was named.
  case folderMissing
  /// Files of an image, asked of a cloud that keeps its images itself.
  case imageFiles
  /// A dry run, which shows requests, where there are none.
  case noDryRun
  /// Options of accounts, given for an embedded context.
  case accountOnly
  /// A site of a vendor that has only one.
  case oneSite(ProviderProfile.Provider)
  /// An option that only accounts of live clouds have.
  case liveOnly(String)
  /// An endpoint that is not SERVICE=URL.
  case endpoint(String, services: [String])
  /// A provider that this version cannot open.
  case notYet(ProviderProfile.Provider)
}

extension ProviderError: ExplainedError {
  var explanation: Explanation {
    switch self {
    case .embeddedOnly(let context, let provider):
      Explanation(
        code: "not-available-there",
        message: "Context \(context) is an account of \(provider.rawValue); that is only "
          + "there in embedded contexts.", next: "Choose another with --context NAME.", kind: .usage)
    case .fileMissing:
      Explanation(
        code: "usage", message: "An embedded context makes a disk as a file, and none is named.",
        next: "Give --path FILE.", kind: .usage)
    case .folderMissing:
      Explanation(
        code: "usage", message: "An embedded context writes an image as files, and no folder is named.",
        next: "Give --output DIR.", kind: .usage)
    case .imageFiles:
      Explanation(
        code: "usage", message: "A live cloud makes the image itself and writes no files here.",
        next: "Leave out --output and --format.", kind: .usage)
    case .noDryRun:
      Explanation(
        code: "usage", message: "An embedded context sends no requests that could be shown.",
        next: "Use --plan, or --dry-run with an account of a live cloud.", kind: .usage)
    case .accountOnly:
      Explanation(
        code: "usage", message: "An embedded context has no credentials, endpoints or regions of an account.",
        next: "Give --provider huawei or --provider tencent.", kind: .usage)
    case .oneSite(let provider):
      Explanation(
        code: "usage", message: "Accounts of \(provider.rawValue) are the same on all of the vendor's sites.",
        next: "Leave out --site; private and partner clouds are reached with --endpoint.", kind: .usage)
    case .liveOnly(let option):
      Explanation(
        code: "usage", message: "\(option) is for accounts of live clouds; this is an embedded context.",
        next: "Leave it out.", kind: .usage)
    case .endpoint(let text, let services):
      Explanation(
        code: "usage", message: "\(text) is no endpoint.",
        next: "Write SERVICE=URL; services: \(services.joined(separator: ", ")).", kind: .usage)
    case .notYet(let provider):
      Explanation(
        code: "not-yet", message: "Accounts of \(provider.rawValue) cannot be opened by this version of farshore.",
        next: "A later version may.", kind: .usage)
    }
  }
}
