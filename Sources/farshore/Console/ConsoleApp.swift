import Canvas
import Console
import Foundation
import Terminal

/// Joins the terminal's loop with the pure console: inputs, answers and timers in, frames and effects out.
final class ConsoleApp: TerminalApp {
  private var state: ConsoleState
  private let mailbox: Mailbox
  private let effects: EffectRunner
  private var deadlines: [TimerID: ContinuousClock.Instant] = [:]
  private var pending = Step()
  private var started = false

  /// How the operator chose to leave; `plain` when the terminal went away by itself.
  private(set) var quitMode = QuitMode.plain

  /// Makes the application of one terminal session.
  init(state: ConsoleState, mailbox: Mailbox, effects: EffectRunner) {
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
    case .copyText(let text): pending.rawOutput += Clipboard.sequence(for: text)
    case .suspend: pending.suspend = true
    case .redraw: pending.redraw = true
    case .quit(let mode):
      quitMode = mode
      pending.quit = true
    default: effects.perform(effect)
    }
  }

  private func fireTimers() {
    let now = ContinuousClock.now
    for (id, deadline) in deadlines where deadline <= now {
      deadlines[id] = nil
      take(.timer(id))
    }
  }
}
