internal import Foundation
public import Replication

extension CredentialError: ExplainedError {
  /// What is missing and where it is looked for.
  public var explanation: Explanation {
    switch self {
    case .environment(let vendor, let missing):
      words("The credentials of \(vendor) are not in the environment: \(missing) is not set.", "Set it.")
    case .missing(let path):
      words(
        "There are no credentials in \(path).", "Add them with farshore contexts add … --ask, or name another file.")
    case .shared(let path):
      words("Others can read the credentials in \(path), so they are not used.", "chmod 600 \(path)")
    case .foreign(let path):
      words("The credentials in \(path) belong to somebody else.", "Use a file of your own.")
    case .broken(let path, let reason): words("\(path) holds no usable credentials: \(reason).", "Correct the file.")
    case .profile(let name, let files):
      words("There is no profile \(name) in \(files.joined(separator: ", ")).", "Name another with --profile.")
    case .encrypted(let path, let remedy):
      words(
        "\(path) keeps its credentials encrypted for the vendor's own program.",
        "Set them in the environment, or have them asked for with farshore contexts add … --ask; \(remedy) would keep "
          + "them in the clear.")
    case .io(let path, let number):
      words("\(path) cannot be used: \(String(cString: strerror(number))).", "Check its permissions.")
    case .noTerminal: words("There is no terminal to ask for credentials on.", "Use the environment or a file.")
    case .nowhere(let vendor, let variables, let files):
      words(
        "No credentials for \(vendor) were found.",
        "Set \(variables.joined(separator: " and ")), or name a file with --credentials-file, "
          + "or have them asked for with --ask; \(files.joined(separator: ", ")) would be read too.")
    }
  }

  private func words(_ message: String, _ next: String) -> Explanation {
    Explanation(code: "credentials", message: message, next: next, kind: .usage)
  }
}
