import Catalog
import Foundation
import Synchronization

/// What an agent does for the world outside: hooks, a metrics file, a metrics port; on a thread of its own.
public final class Outposts: Sendable {
  /// Seconds between two rounds.
  private static let pause = 5.0

  private let cloud: EmbeddedCloud
  private let metricsFile: String?
  private let port: MetricsPort?
  private let webhooks: (any WebhookSender)?
  private let isOver = Mutex(false)

  /// Begins.
  ///
  /// - Parameters:
  ///   - metricsFile: Where the figures are written; nil for no file.
  ///   - metricsPort: The port of this machine that answers with them; nil for none.
  ///   - webhooks: What posts to addresses; nil tells no webhook.
  /// - Throws: An explained error about `hooks.yaml`, the file or the port.
  public init(
    _ cloud: EmbeddedCloud, metricsFile: String?, metricsPort: UInt16?, webhooks: (any WebhookSender)? = nil
  ) throws {
    self.cloud = cloud
    self.webhooks = webhooks
    self.metricsFile = metricsFile
    let premises = cloud.premises
    let text: @Sendable () throws -> String = {
      try premises.catalog.read { try MetricsText.all($0, now: premises.clock.now) }
    }
    if let metricsFile { try SafeFile.replace(metricsFile, with: try text()) }
    _ = try HookFile.load(premises.home)
    port = try metricsPort.map { try MetricsPort(port: $0, text: text) }
    Thread { [self] in serve(text) }.start()
  }

  /// The port that answers; nil where none was asked for.
  public var metricsPort: UInt16? { port?.port }

  /// Ends it after the call in hand, which is stopped.
  public func close() {
    isOver.withLock { $0 = true }
    port?.close()
  }

  private func serve(_ text: () throws -> String) {
    let desk = HookDesk(premises: cloud.premises, webhooks: webhooks)
    // The first of several agents tells the hooks; another one takes over when it ends.
    var claim: Claim?
    while !isOver.withLock({ $0 }) {
      do {
        if claim == nil { claim = try cloud.premises.claims.take(.hooks, isExclusive: true, waits: false) }
        if claim != nil { try desk.round { isOver.withLock { $0 } } }
        if let metricsFile { try SafeFile.replace(metricsFile, with: try text()) }
      } catch {
        cloud.premises.notices.post(Words.line(error))
      }
      for _ in 0..<Int(Self.pause * 10) where !isOver.withLock({ $0 }) { usleep(100_000) }
    }
    claim?.release()
  }
}
