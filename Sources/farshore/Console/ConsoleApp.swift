import Canvas
import Console
import Foundation
import Terminal

/// Joins the terminal's loop with the pure console: inputs, answers and timers in, frames and effects out.
final class ConsoleApp: TerminalApp {
  private var state: ConsoleState
  private let mailbox: Mailbox
  private let effects: EffectRunner
  private let clipboard: Clipboard
  private var deadlines: [TimerID: ContinuousClock.Instant] = [:]
  private var pending = Step()
  private var started = false
  /// What the runner is asked for once this step is painted.
  private var wanted: [Effect] = []

  /// How the operator chose to leave; `plain` when the terminal went away by itself.
  private(set) var quitMode = QuitMode.plain

  /// Makes the application of one terminal session.
  init(state: ConsoleState, mailbox: Mailbox, effects: EffectRunner, clipboard: Clipboard) {
    self.clipboard = clipboard
    self.state = state
    self.mailbox = mailbox
    self.effects = effects
  }

  func step(_ inputs: [InputEvent]) -> Step {
    pending = Step()
    take(.clock(Date()))
    if !started {
      started = true
      take(.started)
    }
    for input in inputs {
      if input == .resumed { effects.resume() }
      take(.input(input))
    }
    for event in mailbox.drain() { take(event) }
    fireTimers()
    pending.frame = view(state)
    pending.wakeAfter = deadlines.values.min().map { max(.zero, ContinuousClock.now.duration(to: $0)) }
    return pending
  }

  func didPaint() {
    // Not before: a reader woken then shares the key's core with the painting often enough to be felt.
    if !wanted.isEmpty { effects.perform(wanted) }
    wanted = []
  }

  func willSuspend() {
    effects.handOver()
  }

  private func take(_ event: ConsoleEvent) {
    for effect in update(&state, event) { perform(effect) }
  }

  /// Does at once what concerns the loop itself, and leaves the rest to the runner.
  private func perform(_ effect: Effect) {
    switch effect {
    case .startTimer(let id, let delay): deadlines[id] = ContinuousClock.now.advanced(by: delay)
    case .copyText(let text): copy(text)
    case .suspend: pending.suspend = true
    case .redraw: pending.redraw = true
    case .quit(let mode):
      quitMode = mode
      pending.quit = true
    default: wanted.append(effect)
    }
  }

  /// Terminals do not say whether they took it, so it is never called copied.
  private func copy(_ text: String) {
    guard let sequence = clipboard.sequence(for: text) else {
      return effects.copy(text, byTmux: clipboard == .tmux)
    }
    pending.rawOutput += sequence
    take(.notice(Notice("Sent to the terminal's clipboard: \(Clipboard.words(for: text))")))
  }

  private func fireTimers() {
    let now = ContinuousClock.now
    for (id, deadline) in deadlines where deadline <= now {
      deadlines[id] = nil
      take(.timer(id))
    }
  }
}
