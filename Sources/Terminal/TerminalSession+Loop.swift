internal import CTerminal
import Canvas
import Foundation

extension TerminalSession {
  /// The time between two steps that only the waker asked for, in the long run.
  private static let wakeInterval = Duration.milliseconds(33)
  /// How far steps may come before their time: answers that follow each other closely are shown at once.
  private static let wakeBurst = Duration.milliseconds(100)

  /// Why the wait is over.
  private enum Turn {
    case step([InputEvent])
    case suspend([InputEvent])
    case leave(Exit)
  }

  /// Runs a program on the terminal until it quits, a signal ends it or the terminal is gone.
  ///
  /// Call it once, from a function that belongs to no actor. The terminal is given back in every case.
  public func run(_ app: some TerminalApp) -> Exit {
    enter()
    let exit = loop(app)
    if exit == .hangup { app.willSuspend() }
    leave()
    signals.close()
    return exit
  }

  private func loop(_ app: some TerminalApp) -> Exit {
    var inputs: [InputEvent] = [.resize(size)]
    while true {
      let step = app.step(inputs)
      if step.quit {
        app.didPaint()
        return .quit
      }
      accept(step)
      if step.suspend {
        app.didPaint()
        inputs = suspend(app)
        continue
      }
      let isThere = paint()
      app.didPaint()
      guard isThere else { return .hangup }
      switch wait(for: step.wakeAfter) {
      case .step(let events): inputs = events
      case .suspend(let events): inputs = events + suspend(app)
      case .leave(let exit): return exit
      }
    }
  }

  private func accept(_ step: Step) {
    if let frame = step.frame { next = frame }
    rawOutput += step.rawOutput
    guard step.redraw else { return }
    screen.invalidate()
    modes.forget()
    next = next ?? shown
  }

  /// Stops the process and comes back when it is continued.
  private func suspend(_ app: some TerminalApp) -> [InputEvent] {
    app.willSuspend()
    leave()
    ct_stop_self()
    enter()
    return [.resumed] + resized()
  }

  private func resized() -> [InputEvent] {
    guard let reported = line.reportedSize else { return [] }
    if reported == size {
      // It may have been smaller for a moment, and then have lost what lay outside.
      screen.invalidate()
      next = next ?? shown
      return []
    }
    screen.resize(reported)
    return [.resize(size)]
  }

  /// Paints, and waits for what the program must know; the terminal's output never keeps its input waiting.
  private func wait(for duration: Duration?) -> Turn {
    let clock = ContinuousClock()
    let deadline = duration.map { clock.now.advanced(by: $0) }
    while true {
      guard paint() else { return .leave(.hangup) }
      let ready = poll(until: [deadline, wakeTime, patienceEnd].compactMap { $0 }.min())
      if ready.waker {
        waker.drain()
        wakeWanted = true
      }
      var events: [InputEvent] = []
      if let turn = answer(ready, into: &events) { return turn }
      if let end = patienceEnd, clock.now >= end { events += decoder.giveUp() }
      let due = [deadline, wakeTime].compactMap { $0 }.contains { $0 <= clock.now }
      if due || !events.isEmpty {
        if wakeWanted { wakeDebt = max(wakeDebt ?? clock.now, clock.now).advanced(by: Self.wakeInterval) }
        wakeWanted = false
        return .step(events)
      }
    }
  }

  /// Reads keys and takes signals; a turn where one of them decides alone.
  private func answer(_ ready: Ready, into events: inout [InputEvent]) -> Turn? {
    if ready.input {
      switch line.receive() {
      case .bytes(let bytes):
        lastInput = .now
        events += decoder.feed(bytes)
      case .nothing: break
      case .lost: return .leave(.hangup)
      }
    }
    let numbers = ready.signals ? signals.take() : []
    if numbers.contains(SIGHUP) { return .leave(.hangup) }
    if let number = [SIGTERM, SIGINT, SIGQUIT].first(where: numbers.contains) { return .leave(.signal(number)) }
    if numbers.contains(SIGTSTP) { return .suspend(events) }
    // After a stop of our own the terminal has been taken again already; doing so twice costs a repaint.
    if numbers.contains(SIGCONT) {
      reenter()
      events.append(.resumed)
    }
    if !numbers.isDisjoint(with: [SIGWINCH, SIGCONT]) { events += resized() }
    return nil
  }

  /// When the waker's request is due.
  private var wakeTime: ContinuousClock.Instant? {
    guard wakeWanted else { return nil }
    return wakeDebt.map { $0.advanced(by: .zero - Self.wakeBurst) } ?? .now
  }

  /// When the decoder has waited long enough.
  private var patienceEnd: ContinuousClock.Instant? {
    switch decoder.patience {
    case nil: nil
    case .escape: lastInput.advanced(by: settings.escapeDelay)
    case .sequence: lastInput.advanced(by: max(settings.escapeDelay, .milliseconds(250)))
    case .paste: lastInput.advanced(by: .seconds(2))
    }
  }

  /// What `poll` found.
  private struct Ready {
    var input: Bool
    var signals: Bool
    var waker: Bool
  }

  private func poll(until end: ContinuousClock.Instant?) -> Ready {
    var entries = [
      pollfd(fd: line.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      // While a request waits for its time, further ones add nothing.
      pollfd(fd: wakeWanted ? -1 : waker.ends.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: line.outlet.isClear ? -1 : line.guarded, events: Int16(POLLOUT), revents: 0),
    ]
    let result = Foundation.poll(&entries, nfds_t(entries.count), milliseconds(until: end))
    guard result > 0 else { return Ready(input: false, signals: false, waker: false) }
    return Ready(input: entries[0].revents != 0, signals: entries[1].revents != 0, waker: entries[2].revents != 0)
  }

  /// Rounded up, so that the time has come when `poll` returns; -1 for no end.
  private func milliseconds(until end: ContinuousClock.Instant?) -> Int32 {
    guard let end else { return -1 }
    let rest = ContinuousClock.now.duration(to: end)
    guard rest > .zero else { return 0 }
    let (seconds, attoseconds) = rest.components
    guard seconds < 3600 else { return 3_600_000 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
