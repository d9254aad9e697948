/// Sends what a webhook is told; the program that runs an agent gives one, for the engine itself knows no network.
public protocol WebhookSender: Sendable {
  /// Posts JSON once; throws where no answer said that it was taken.
  func post(_ json: [UInt8], to address: String) async throws
}
